import * as wf from '@temporalio/workflow'
import type { Timer } from '../domain/process.ts'
import { hasFewerTimers } from './fewer-timers.ts'

/** The one timer of a run: set to the next instant at which the clock has something to do. */
export interface Alarm {
  /**
   * Sets it anew; a timer for the same instant stays as it is, so that a busy subject costs no timer a step. An instant
   * that has come needs none: Temporal would take a second for it.
   */
  set(timer: Timer | undefined): void
  /** Whether the instant has come. */
  isDue(): boolean
}

export function createAlarm(): Alarm {
  let timer: Timer | undefined
  let scope: wf.CancellationScope | undefined
  let isDue = false

  function start({ at, kind }: Timer): void {
    const own = new wf.CancellationScope()
    scope = own
    const sleeping = own.run(() => wf.sleep(until(at), { summary: kind }))
    sleeping.then(
      () => {
        if (scope === own) isDue = true
      },
      (error) => {
        if (!wf.isCancellation(error)) throw error
      },
    )
  }

  return {
    set(next) {
      if (!isDue && next?.key === timer?.key && next?.at === timer?.at) return
      scope?.cancel()
      scope = undefined
      isDue = false
      timer = next
      if (next === undefined) return
      if (hasCome(next) && hasFewerTimers()) isDue = true
      else start(next)
    },
    isDue: () => isDue,
  }
}

function hasCome({ at }: Timer): boolean {
  return Date.parse(at) <= Date.now()
}

/** Milliseconds until an instant; at least one, as Temporal has no shorter timer. */
function until(at: string): number {
  return Math.max(1, Date.parse(at) - Date.now())
}
