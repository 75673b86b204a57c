import type { Client } from '@temporalio/client'
import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import type { temporal } from '@temporalio/proto'
import type { BareStep } from './peer/workflows.ts'

/** What one process costs the Temporal server, as its history has it. */
export interface Cost {
  updates: number
  locals: number
  activities: number
  workflowTasks: number
  events: number
  bytes: number
}

/** The processes of one journey: what each was told, and what each did because of it. */
export type Shape = BareStep[][]

type Event = temporal.api.history.v1.IHistoryEvent

/** The same Updates, local activities and activities as these processes had, one process after the other. */
export async function shapeOf(client: Client, ids: string[]): Promise<Shape> {
  const shape: Shape = []
  for (const id of ids) shape.push(stepsOf(await eventsOf(client, id)))
  return shape
}

/** What all these processes cost together. */
export async function costOf(client: Client, ids: string[]): Promise<Cost> {
  const all = await Promise.all(ids.map((id) => eventsOf(client, id)))
  const events = all.flat()
  const count = (of: (event: Event) => unknown) => events.filter(of).length
  const sizes = await Promise.all(ids.map((id) => client.workflow.getHandle(id).describe()))
  return {
    updates: count((event) => event.workflowExecutionUpdateAcceptedEventAttributes),
    locals: count(isLocal),
    activities: count((event) => event.activityTaskScheduledEventAttributes),
    workflowTasks: count((event) => event.workflowTaskCompletedEventAttributes),
    events: events.length,
    bytes: sizes.reduce(
      (sum, { raw }) => sum + Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0),
      0,
    ),
  }
}

/** What a process did before it was first told anything counts to that. */
function stepsOf(events: Event[]): BareStep[] {
  const steps: BareStep[] = []
  let step: BareStep = { locals: 0, mails: [], others: 0 }
  for (const event of events) {
    if (event.workflowExecutionUpdateAcceptedEventAttributes) {
      if (steps.length > 0) step = { locals: 0, mails: [], others: 0 }
      steps.push(step)
    }
    if (isLocal(event)) step.locals += 1
    const scheduled = event.activityTaskScheduledEventAttributes
    const [input] = scheduled?.input?.payloads ?? []
    if (scheduled?.activityType?.name === 'sendMessages') step.mails.push(mailsOf(input))
    else if (scheduled) step.others += 1
  }
  return steps
}

/** How many mails one activity was given. */
function mailsOf(input: Payload | undefined): number {
  const { readers } = defaultPayloadConverter.fromPayload<{ readers: string[][] }>(input as Payload)
  return readers.flat().length
}

/** A marker may also stand for a patch, which nobody works on. */
function isLocal(event: Event): boolean {
  return event.markerRecordedEventAttributes?.markerName === 'core_local_activity'
}

async function eventsOf(client: Client, id: string): Promise<Event[]> {
  const { events } = await client.workflow.getHandle(id).fetchHistory()
  return events ?? []
}
