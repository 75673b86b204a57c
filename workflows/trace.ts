import type { Headers, Payload } from '@temporalio/common'
import { AsyncLocalStorage, type WorkflowInterceptorsFactory } from '@temporalio/workflow'

/** Under which Temporal's interceptors for OpenTelemetry carry a trace. */
const header = '_tracer-data'

/**
 * Hands the trace of what a process was told on to the activities that come of it; what the clock brings about belongs
 * to none. A workflow makes no spans of its own: their ids would be drawn from its random numbers, so that turning
 * traces on or off would change what a replay does.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  const told = new AsyncLocalStorage<Payload | undefined>()
  const passedOn = <I extends { headers: Headers }>(input: I): I => {
    const trace = told.getStore()
    return trace ? { ...input, headers: { ...input.headers, [header]: trace } } : input
  }
  return {
    inbound: [
      {
        handleUpdate: (input, next) => told.run(input.headers[header], () => next(input)),
        handleSignal: (input, next) => told.run(input.headers[header], () => next(input)),
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(passedOn(input)),
        scheduleLocalActivity: (input, next) => next(passedOn(input)),
      },
    ],
  }
}
