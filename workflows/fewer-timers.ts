import * as wf from '@temporalio/workflow'

/**
 * Whether a run takes what is due at once, and waits once for what several wait for. A run of before has a timer for each in
 * its history, and goes on so.
 */
export function hasFewerTimers(): boolean {
  return wf.patched('fewer-timers')
}
