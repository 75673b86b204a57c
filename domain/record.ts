import type { Effect, Snapshot } from './process.ts'

/** A short change that waits for nothing: it is written down, and its run ends. */
export type RecordCommand =
  | { kind: 'addAdministrator' }
  | { kind: 'removeAdministrator' }
  | { kind: 'trustDomain' }
  | { kind: 'closeTask' }
  | { kind: 'resendMessage' }
  | { kind: 'sendStatement' }
  | { kind: 'savePresenter' }
  | { kind: 'saveSeries' }
  | { kind: 'savePriceList' }
  | { kind: 'savePassProduct' }
  | { kind: 'carryOverRegistration' }

export type RecordEffect = Effect<RecordCommand['kind']>

/** What stands after a short change: nothing waits, but mail that the change may have written. */
export const recorded = {
  stage: 'recorded',
  awaiting: 'nobody',
  awaitingSince: null,
  dueAt: null,
  timers: [],
} as const satisfies Partial<Snapshot>
