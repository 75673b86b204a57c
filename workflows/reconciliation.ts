import * as wf from '@temporalio/workflow'
import type { ReconciliationActivities } from '../activities/reconciliation.ts'
import { noErrands } from '../domain/process.ts'
import { createErrands } from './errands.ts'
import { now } from './now.ts'
import { durable } from './writes.ts'

const { reconcileEvents, reconcilePayments } = wf.proxyActivities<
  Pick<ReconciliationActivities, 'reconcileEvents' | 'reconcilePayments'>
>({
  startToCloseTimeout: '2h',
  heartbeatTimeout: '30s',
  // Stripe may be away for hours; the next night goes back to where the last one that ended had begun.
  scheduleToCloseTimeout: '10h',
  retry: { initialInterval: '1s', maximumInterval: '10m' },
})

/** Mail that is not sent by then is sent by the next night's; what is not handed on is taken by the sweep. */
const patience = '10h'

/**
 * Compares what Stripe lists with what was heard and booked, so that a webhook that never came and a payment that is
 * nowhere come to light. Started every night at 3:00 by a schedule that never overlaps; ends when both lists are gone
 * through and what was found is handed on, with how many differences there are.
 */
export async function reconciliation(): Promise<{ differences: number }> {
  const writes =
    durable<Pick<ReconciliationActivities, 'beginReconciliation' | 'endReconciliation'>>()
  const errands = createErrands()
  const begun = { id: wf.uuid4(), at: now() }
  const comparing = await writes.beginReconciliation(begun, 'note where to begin')
  await reconcileEvents.executeWithOptions({ summary: 'events that never came' }, [comparing])
  await reconcilePayments.executeWithOptions({ summary: 'payments, one by one' }, [comparing])
  const ended = { ...comparing, at: now() }
  const { differences, ...left } = await writes.endReconciliation(ended, 'note the end')
  errands.run({ ...noErrands, ...left })
  await wf.condition(errands.areDone, patience)
  return { differences }
}
