import * as wf from '@temporalio/workflow'
import { now } from './now.ts'
import { inWords, showAttention } from './show.ts'

/** What an operator may say about a step that has failed for good. */
type Decision = 'retry' | 'skip' | 'abort'

interface Parked {
  summary: string
  cause: string
  since: string
  decision: Decision | null
}

/** A parked step is also tried again by itself, so that what was mended needs no list of whom to wake. */
const triedAgainAfter = '1 hour'

const descriptions: Record<Decision, string> = {
  retry: 'Tries what is parked again now, once its cause is mended. No fields.',
  skip: 'Leaves out what is parked: what was asked for is refused, and the process goes on. No fields.',
  abort:
    'Refuses what is parked and ends this run as failed; the rows stand, and the next command begins anew. No fields.',
}

// Of one run: a workflow has its modules for itself.
let parked: readonly Parked[] = []
let isListening = false
let isEnding = false

/** Whether an operator wants this run to end. */
export const isAborted = (): boolean => isEnding

/** Whether a step was left out, because an operator said so. */
export function isLeftOut(error: unknown): error is wf.ApplicationFailure {
  return error instanceof wf.ApplicationFailure && error.type === 'LeftOut'
}

/**
 * Does a step; when it has failed for good, parks it until an operator says `retryStep`, `skipStep` or `abortStep`, and
 * tries it again every hour. Meanwhile the process shows the stage `needs-attention` and what to do.
 * @throws ApplicationFailure LeftOut where it was skipped or aborted
 */
export async function parking<T>(summary: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const cause = causeForGood(error)
      if (cause === null) throw error
      if ((await decided(summary, cause)) !== 'retry') throw leftOut()
    }
  }
}

/** Waits for a decision about one step; an hour without one is a retry. */
async function decided(summary: string, cause: string): Promise<Decision> {
  if (isEnding) return 'abort'
  listen()
  const since = now()
  const step: Parked = { summary, cause, since, decision: null }
  setParked([...parked, step])
  await wf.condition(() => step.decision !== null, triedAgainAfter, {
    summary: `parked: ${summary}`,
  })
  setParked(parked.filter((other) => other !== step))
  return step.decision ?? 'retry'
}

function listen(): void {
  if (isListening) return
  isListening = true
  for (const decision of ['retry', 'skip', 'abort'] as const) {
    const name = `${decision}Step`
    const description = descriptions[decision]
    const handle = () => {
      isEnding ||= decision === 'abort'
      for (const step of parked) step.decision = decision
      return parked.length
    }
    wf.setHandler(wf.defineUpdate<number>(name), handle, { description })
    wf.setHandler(wf.defineSignal(name), () => void handle(), { description })
  }
}

function setParked(steps: readonly Parked[]): void {
  parked = steps
  const [first] = steps
  showAttention(first === undefined ? null : { since: first.since, details: steps.map(told) })
}

function told({ summary, cause, since }: Parked): string {
  return [
    `**needs-attention**: “${summary}” has failed for good since ${inWords(since)}: ${cause}.`,
    'Mend the cause, then send `retryStep`; it is tried again every hour by itself. `skipStep` leaves it out and goes on, `abortStep` ends this run.',
  ].join('\n\n')
}

/** What an activity says that has failed for good; null for any other failure. */
function causeForGood(error: unknown): string | null {
  if (!(error instanceof wf.ActivityFailure)) return null
  const { cause } = error
  return cause instanceof wf.ApplicationFailure && cause.type === 'FailedForGood'
    ? cause.message
    : null
}

function leftOut(): wf.ApplicationFailure {
  return wf.ApplicationFailure.create({
    message: isEnding ? 'aborted by an operator' : 'skipped by an operator',
    type: 'LeftOut',
    nonRetryable: true,
  })
}
