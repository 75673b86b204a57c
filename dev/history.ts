import type { temporal } from '@temporalio/proto'

type History = temporal.api.history.v1.IHistory

const address = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/g

/** What the server does in passing: more came in while a task ended, or a person reset, closed or paused the run. */
const harmless = new Set([1, 13, 17, 18, 20, 31, 39])

/** All that a history says, with its payloads as text: they are base64 in JSON. */
export function historyText(history: History): string {
  return JSON.stringify(history).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data) =>
    Buffer.from(data, 'base64').toString(),
  )
}

/** The mail addresses that a text holds. */
export function addressesIn(text: string): string[] {
  return text.match(address) ?? []
}

/** Why workflow tasks of a run have failed, for causes of our own. */
export function taskFailures({ events }: History): string[] {
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
    failed && !harmless.has(Number(failed.cause)) ? [failed.failure?.message ?? 'no message'] : [],
  )
}
