import type { Figure } from '../figures.ts'
import { medianOf } from '../figures.ts'
import type { Ground } from '../ground.ts'
import type { Row } from '../row.ts'
import { onSale, ordered } from './order.ts'
import { joined } from './sign-up.ts'

/** So many of each kind are looked at. */
const looked = 50

/** What each kind of process leaves with Temporal, of all that ran before in this run. */
export const historyRow: Row = {
  name: 'history',
  unit: 'events and bytes of a process',
  isOnce: true,
  async sides(ground) {
    await joined(ground)
    await ordered(ground, await onSale(ground))
    const kinds = await kindsThatRan(ground)
    return kinds.map((kind) => ({ name: kind, measure: () => historyOf(ground, kind) }))
  },
}

async function kindsThatRan({ client }: Ground): Promise<string[]> {
  const kinds = new Set<string>()
  for await (const { type } of client.workflow.list()) kinds.add(type)
  kinds.delete('bare')
  return [...kinds].sort()
}

async function historyOf({ client }: Ground, kind: string): Promise<Figure> {
  const events: number[] = []
  const kilobytes: number[] = []
  for await (const { workflowId, runId } of client.workflow.list({
    query: `WorkflowType = "${kind}"`,
  })) {
    const { historyLength, historySize = 0 } = await client.workflow
      .getHandle(workflowId, runId)
      .describe()
    events.push(historyLength)
    kilobytes.push(historySize / 1_000)
    if (events.length === looked) break
  }
  const [length, size] = [medianOf(events), medianOf(kilobytes)]
  const more = {
    events: length.median,
    mostEvents: length.most,
    historyKB: size.median,
    mostHistoryKB: size.most,
  }
  return { perSecond: null, p50: null, p99: null, more }
}
