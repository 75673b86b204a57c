/** What may go wrong between us and Stripe; each is taken once, or as often as it says. */
export interface Faults {
  /** How long each answer takes. */
  latencyMs: number
  /** What the next requests meet, first things first. */
  planned: Fault[]
  /** How often each has happened, so that a test can be sure that it did. */
  happened: Record<FaultKind, number>
}

/**
 * - `rate-limited`: 429, and nothing done.
 * - `failed`: 500, kept as the answer to that key, and nothing done.
 * - `failed-after`: 500, kept as the answer to that key, though all was done.
 * - `cut`: all done, and the connection gone before the answer.
 */
export type FaultKind = 'cut' | 'failed' | 'failed-after' | 'rate-limited'

export interface Fault {
  kind: FaultKind
  times: number
  /** Only requests such as `POST /v1/refunds`; any without it. */
  only?: string | undefined
}

export function noFaults(): Faults {
  return {
    latencyMs: 0,
    planned: [],
    happened: { cut: 0, failed: 0, 'failed-after': 0, 'rate-limited': 0 },
  }
}

/** Whether this request meets one of these faults, which is used up by it. */
export function takeFault(
  faults: Faults,
  request: string,
  ...kinds: FaultKind[]
): FaultKind | null {
  const fault = faults.planned.find(
    ({ kind, times, only }) =>
      kinds.includes(kind) && times > 0 && (only === undefined || only === request),
  )
  if (fault === undefined) return null
  fault.times -= 1
  faults.planned = faults.planned.filter(({ times }) => times > 0)
  faults.happened[fault.kind] += 1
  return fault.kind
}
