import * as wf from '@temporalio/workflow'
import type { Bare } from './activities.ts'

/** What one Update of a process leads to. */
export interface BareStep {
  locals: number
  /** How many mails each activity sends. */
  mails: number[]
  others: number
}

export interface BareInput {
  steps: BareStep[]
  /** Whether its activities write a row and send a mail each, or do nothing at all. */
  works: boolean
}

const local = wf.proxyLocalActivities<Bare>({ startToCloseTimeout: '10s' })
const normal = wf.proxyActivities<Bare>({ startToCloseTimeout: '30s' })

export const tell = wf.defineUpdate<number>('tell')

/** A process with nothing in it but the Updates, local activities and activities of one of the product's. */
export async function bare({ steps, works }: BareInput): Promise<void> {
  let told = 0
  let underWay = 0
  wf.setHandler(tell, async () => {
    const step = steps[told++]
    if (step === undefined) throw wf.ApplicationFailure.nonRetryable('It was told everything')
    for (let count = 0; count < step.locals; count += 1) await local.writeRow(works)
    for (const mails of step.mails) begin(() => normal.sendMails(mails, works))
    for (let count = 0; count < step.others; count += 1) begin(() => normal.writeRow(works))
    return told
  })
  await wf.condition(() => told === steps.length && underWay === 0 && wf.allHandlersFinished())

  function begin(errand: () => Promise<void>): void {
    underWay += 1
    void errand().finally(() => {
      underWay -= 1
    })
  }
}
