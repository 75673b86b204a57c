/** Whose move it is, as the `AwaitingActor` search attribute says it. */
export type Actor =
  | 'applicant'
  | 'person'
  | 'administrator'
  | 'buyer'
  | 'attendee'
  | 'host'
  | 'bank'
  | 'stripe'
  | 'nobody'

/** A step the clock will take: `key` is unique within the subject, so that it is taken once; `at` is an ISO instant. */
export interface Timer<Kind extends string = string> {
  kind: Kind
  key: string
  at: string
}

/** What a run knows of its subject: ids, cents, enums, instants and counts, never a person's data. */
export interface Snapshot<Kind extends string = string> {
  stage: string
  awaiting: Actor
  awaitingSince: string | null
  dueAt: string | null
  /** Steps of the clock that are still to come, earliest first. */
  timers: Timer<Kind>[]
  /** Messages of this subject that are not yet sent, in the order in which they were written; `to` is a person's id. */
  outbox: { id: string; kind: string; to: string; sendAt: string }[]
  /** Submissions for other subjects that this one left behind and that nobody has applied yet. */
  onward: string[]
  /** Documents of this subject that are not yet rendered. */
  documents: { id: string; kind: string }[]
  /** What is still to be asked of Stripe for this subject, in the order in which it was decided. */
  cardRequests: { id: string; kind: string }[]
  /** What was decided on had changed before it could be written: nothing was, and the rule is asked anew. */
  isOvertaken?: boolean
}

/** What there is to do beside a subject's own steps. */
export type Errands = Pick<Snapshot, 'outbox' | 'onward' | 'documents' | 'cardRequests'>

/** Of which there is nothing. */
export const noErrands: Errands = { outbox: [], onward: [], documents: [], cardRequests: [] }

/** Messages, submissions, documents and requests that one snapshot names at most. */
export const errandsARead = 100

/** Commands that rest on what somebody outside says: nothing of their subject waits for that answer, nor they for it. */
export const outsideKinds = ['stripeFact']

/** A command that makes no sense now: a code for the sentence, and who, when or how much it is about. */
export interface Refusal {
  refused: string
  [detail: string]: string | number | boolean | null
}

/** What a command or the clock brings about: the activity that writes it, and the values that it needs. */
export interface Effect<Name extends string = string> {
  write: Name
}

export function isRefusal(verdict: Effect | Refusal): verdict is Refusal {
  return 'refused' in verdict
}

/** What an activity that writes is told beside its effect: for whom, on whose word, from which stage, and when. */
export interface Step {
  subject: string
  /** The submission that is settled with the effect, or `clock:…`, the clock's own step, which is recorded with it. */
  submission: string
  kind: string
  /** The stage before the effect. */
  stage: string | null
  /** ISO instant of the decision. */
  at: string
}
