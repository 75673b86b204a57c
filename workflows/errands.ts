import * as wf from '@temporalio/workflow'
import type { DeliveryActivities } from '../activities/delivery.ts'
import type { MessageActivities } from '../activities/message.ts'
import { mailQueue } from '../delivery/queue.ts'
import type { Snapshot } from '../domain/process.ts'
import { durable } from './writes.ts'

const { sendMessage } = wf.proxyActivities<Pick<MessageActivities, 'sendMessage'>>({
  taskQueue: mailQueue,
  startToCloseTimeout: '60s',
  // SMTP is asked again for three days; then a person decides.
  scheduleToCloseTimeout: '72h',
  retry: { initialInterval: '10s', backoffCoefficient: 3, maximumInterval: '1h' },
})

const { giveUpMessage } = durable<Pick<MessageActivities, 'giveUpMessage'>>()

const { deliverSubmission } = wf.proxyActivities<Pick<DeliveryActivities, 'deliverSubmission'>>({
  startToCloseTimeout: '20s',
  // What cannot be handed on now is taken by the sweep.
  retry: { maximumAttempts: 2 },
})

/** Two mails to one person go out in the order in which they were written, unless the first is held up for so long. */
const politeWait = '10s'

/**
 * What a subject does beside its own steps: sends the mail in its outbox when its time has come, and hands on what it
 * left for other subjects. Each is begun once a run; a run waits for them before it ends.
 */
export function createErrands() {
  const begun = new Set<string>()
  const lastTo = new Map<string, { isSent: boolean }>()
  let wanted = new Set<string>()
  let underWay = 0

  return {
    run({ outbox, onward }: Pick<Snapshot, 'outbox' | 'onward'>): void {
      wanted = new Set(outbox.map((message) => message.id))
      for (const message of outbox) begin(message.id, () => send(message))
      for (const id of onward) begin(id, () => handOn(id))
    },
    areDone: () => underWay === 0,
  }

  function begin(id: string, errand: () => Promise<void>): void {
    if (begun.has(id)) return
    begun.add(id)
    underWay += 1
    void errand().finally(() => {
      underWay -= 1
    })
  }

  async function send({ id, kind, to, sendAt }: Snapshot['outbox'][number]): Promise<void> {
    const wait = Date.parse(sendAt) - Date.now()
    const isDropped = () => !wanted.has(id)
    if (wait > 0 && (await wf.condition(isDropped, wait, { summary: `wait to mail: ${kind}` })))
      return
    const before = lastTo.get(to)
    const mine = { isSent: false }
    lastTo.set(to, mine)
    if (before) await wf.condition(() => before.isSent, politeWait)
    const at = new Date(Date.now()).toISOString()
    try {
      await sendMessage.executeWithOptions({ summary: `mail: ${kind}` }, [{ id, at }])
    } catch (error) {
      if (!(error instanceof wf.ActivityFailure)) throw error
      const later = new Date(Date.now()).toISOString()
      await giveUpMessage({ id, at: later }, 'mail could not be sent for three days')
    } finally {
      mine.isSent = true
    }
  }
}

async function handOn(id: string): Promise<void> {
  try {
    await deliverSubmission.executeWithOptions({ summary: 'hand on to another process' }, [{ id }])
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error
    wf.log.warn('left for the sweep', { submission: id })
  }
}
