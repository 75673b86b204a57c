import * as wf from '@temporalio/workflow'
import type { DeliveryActivities } from '../activities/delivery.ts'
import { now } from './now.ts'

const { sweepSubmissions } = wf.proxyActivities<Pick<DeliveryActivities, 'sweepSubmissions'>>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { maximumAttempts: 3 },
})

/**
 * Delivers what could not be delivered when it came in, oldest first, one at a time a subject. Started every 10 seconds
 * by a schedule that never overlaps; ends when it has taken what waits, with how many were applied and how many failed.
 */
export async function sweep(): Promise<{ delivered: number; failed: number }> {
  const at = now()
  return await sweepSubmissions.executeWithOptions({ summary: 'deliver what waits' }, [{ at }])
}
