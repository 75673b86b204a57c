import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { taskQueue } from '../delivery/queue.ts'

interface Repeated {
  id: string
  workflowType: string
  spec: ScheduleOptions['spec']
  /** How late a run may begin that fell due while the server was away. */
  catchupWindow: '1m' | '12h'
  summary: string
}

/** Makes sure that what runs by the clock does, and never twice at once. `zone` is the organisation's. */
export async function ensureSchedules(client: Client, zone: string): Promise<void> {
  for (const one of schedules(zone)) await ensure(client, one)
}

/** All that runs by the clock. */
export function schedules(zone: string): Repeated[] {
  return [
    {
      id: 'sweep',
      workflowType: 'sweep',
      spec: { intervals: [{ every: '10s' }] },
      catchupWindow: '1m',
      summary: 'Delivers what could not be delivered when it came in',
    },
    {
      id: 'card-poll',
      workflowType: 'cardPoll',
      spec: { intervals: [{ every: '1m' }] },
      catchupWindow: '1m',
      summary: 'Asks Stripe about pages that nothing was heard of',
    },
    {
      id: 'stripe-reconciliation',
      workflowType: 'reconciliation',
      spec: { calendars: [{ hour: 3 }], timezone: zone },
      catchupWindow: '12h',
      summary: 'Compares what Stripe lists with what was heard and booked',
    },
    {
      id: 'tax-certificates',
      workflowType: 'taxCertificates',
      spec: { calendars: [{ hour: 9 }], timezone: zone },
      catchupWindow: '12h',
      summary: 'Reminds of certificates of tax exemption that run out',
    },
    {
      id: 'digest',
      workflowType: 'digest',
      spec: { calendars: [{ hour: 9 }], timezone: zone },
      catchupWindow: '12h',
      summary: 'Mails the administrators what waits for them',
    },
  ]
}

async function ensure(
  client: Client,
  { id, workflowType, spec, catchupWindow, summary }: Repeated,
): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: id,
      spec,
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
      action: {
        type: 'startWorkflow',
        workflowType,
        workflowId: id,
        taskQueue,
        args: [],
        staticSummary: summary,
      },
    })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  }
}
