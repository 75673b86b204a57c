import { addDays, latestDate } from './date.ts'
import { isBefore, type Planned, plannedSince } from './instant.ts'

/** How long after the due date a buyer may expect their check at most. */
export const LONGEST_EXPECTATION_DAYS = 180

/** The ladder of reminding for an open invoice, in days from the date that it counts from. */
export const DUNNING_LADDER = [
  { kind: 'due-in-7-days', day: -7, act: 'remind' },
  { kind: 'overdue-1', day: 1, act: 'remind' },
  { kind: 'overdue-14', day: 14, act: 'remind' },
  { kind: 'overdue-30', day: 30, act: 'remind' },
  { kind: 'hold-notice-35', day: 35, act: 'give-notice' },
  { kind: 'hold-45', day: 45, act: 'hold' },
  { kind: 'write-off-proposal-120', day: 120, act: 'propose-write-off' },
] as const

export type DunningKind = (typeof DUNNING_LADDER)[number]['kind']
export type DunningAct = (typeof DUNNING_LADDER)[number]['act']

/** The last date on which a buyer may say that the check will come. */
export function latestExpectedOn(dueOn: string): string {
  return addDays(dueOn, LONGEST_EXPECTATION_DAYS)
}

/**
 * The date that dunning counts from: the later of the due date and the check date that the buyer
 * expects, which counts for at most 180 days after the due date. A partial check or a reversal
 * (restartedOn) starts the reminders again from its own date, where that is later.
 */
export function dunningBase(invoice: {
  dueOn: string
  expectedOn: string | null
  restartedOn?: string | null
}): string {
  const { dueOn, expectedOn, restartedOn = null } = invoice
  const latestOn = latestExpectedOn(dueOn)
  const countedOn = expectedOn !== null && expectedOn > latestOn ? latestOn : expectedOn
  return latestDate(dueOn, countedOn, restartedOn)
}

/** What a step of the ladder does. */
export function dunningAct(kind: DunningKind): DunningAct {
  const step = DUNNING_LADDER.find((each) => each.kind === kind)
  if (!step) throw new Error(`Unexpected dunning kind: ${kind}`)
  return step.act
}

/**
 * The steps that remain at an instant, soonest first: neither taken, nor passed before the process
 * began (beganAt). A reminder is overtaken by a later one that was sent or has come due, as when
 * nobody could send for a while; the notice, the hold and the proposal never are.
 */
export function dunningStepsLeft(ladder: {
  plan: readonly Planned<DunningKind>[]
  beganAt: string
  taken: readonly DunningKind[]
  at: string
}): Planned<DunningKind>[] {
  const steps = plannedSince(ladder.plan, ladder.beganAt)
  const isTaken = ({ kind }: Planned<DunningKind>) => ladder.taken.includes(kind)
  const latestReminder = steps.findLastIndex(
    (step) => isReminder(step) && (isTaken(step) || !isBefore(ladder.at, step.at)),
  )
  return steps.filter(
    (step, index) => !isTaken(step) && (index >= latestReminder || !isReminder(step)),
  )
}

function isReminder({ kind }: Planned<DunningKind>): boolean {
  return dunningAct(kind) === 'remind'
}
