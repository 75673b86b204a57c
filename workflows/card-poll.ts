import * as wf from '@temporalio/workflow'
import type { CardPollActivities } from '../activities/card-poll.ts'
import { noErrands } from '../domain/process.ts'
import { createErrands } from './errands.ts'
import { now } from './now.ts'
import { durable } from './writes.ts'

/** What cannot be handed on within this time is taken by the sweep. */
const patience = '30s'

/**
 * Makes the orders of pages for paying by card ask Stripe, where nothing was heard of a page. Started every minute by a
 * schedule that never overlaps; ends when what was due is handed on, with how many pages that were.
 */
export async function cardPoll(): Promise<{ polled: number }> {
  const { pollCheckouts } = durable<CardPollActivities>()
  const errands = createErrands()
  const at = now()
  const { onward } = await pollCheckouts({ at }, 'find pages that nothing was heard of')
  errands.run({ ...noErrands, onward })
  await wf.condition(errands.areDone, patience)
  return { polled: onward.length }
}
