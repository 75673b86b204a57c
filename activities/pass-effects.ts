import type { Fragment, Sql } from '../database/connect.ts'
import { passInstants } from '../domain/calendar-deadlines.ts'
import type { PassStage } from '../domain/pass.ts'
import type { PassTerm } from '../domain/pass-term.ts'
import type { Step } from '../domain/process.ts'
import { post } from './claim.ts'

export interface PassStep extends Step {
  number: string
  /** When the payment was received, of the effects that count from it. */
  receivedAt?: string
  /** The term that a pass from before has. */
  term?: PassTerm
}

/** A term with its number within the pass. */
export type NumberedTerm = PassTerm & { number: number }

/** The effects that steps of a pass are made of: common tables that select from the claim. */
export function passEffects(sql: Sql, zone: string) {
  return { moved, flagged, remindsAgain, bought, takenBack, opened, heldBack, closed, tellHolder }

  function moved(step: PassStep, stage: PassStage, also: Fragment = sql``): Fragment {
    return sql`moved as (
      update passes set stage = ${stage}, since = claim.at, reminds_since = claim.at ${also}
      from claim
      where number = ${step.number}
    )`
  }

  /** Changes a flag; the stage and its reminders stay as they are. */
  function flagged(step: PassStep, flags: Fragment): Fragment {
    return sql`flagged as (
      update passes set ${flags} from claim where number = ${step.number}
    )`
  }

  /** From now on its holder is reminded again, and of nothing that is over. */
  function remindsAgain(step: PassStep): Fragment {
    return flagged(step, sql`reminds_since = claim.at`)
  }

  /** A term that the order of this step has paid for. */
  function bought(step: PassStep, { number, startsOn, endsOn }: NumberedTerm): Fragment {
    return sql`bought as (
      insert into pass_terms (pass_number, term, starts_on, ends_on, order_number)
      select ${step.number}, ${number}, ${startsOn}, ${endsOn}, said ->> 'order' from claim
    )`
  }

  /** Takes the term of this step's order back, or restores it. */
  function takenBack(step: PassStep, at: Fragment): Fragment {
    return sql`taken_back as (
      update pass_terms set taken_back_at = ${at} from claim
      where pass_number = ${step.number} and order_number = said ->> 'order'
    )`
  }

  /**
   * Opens everything of the presenter until the grace of a term is over; a pass that ends with its term has no grace.
   * What was held back for the term before is open with a term that begins now.
   */
  function opened(
    step: PassStep,
    term: PassTerm,
    { hasGrace = true, begins = false } = {},
  ): Fragment {
    const { lapsesAt, endsAt } = passInstants(term, zone)
    return sql`opened as (
      insert into grants (id, person_id, presenter, opens, source, granted_at, valid_until, suspended_at)
      select gen_random_uuid(), holder_id, opens_presenter, 'recording', ${step.subject}, at,
        ${hasGrace ? lapsesAt : endsAt}::timestamptz, suspended_at
      from claim, passes
      join pass_products on slug = product
      where number = ${step.number}
      on conflict on constraint grants_one_per_source
      do update set ended_at = null, valid_until = excluded.valid_until,
        suspended_at = case when ${begins} then excluded.suspended_at else grants.suspended_at end
    )`
  }

  /** Suspends what the pass opens, or opens it again. */
  function heldBack(step: PassStep, at: Fragment): Fragment {
    return sql`held_back as (
      update grants set suspended_at = ${at} from claim
      where source = ${step.subject} and ended_at is null
    )`
  }

  /** Ends what the pass opened; what its holder registered for has grants of its own. */
  function closed(step: PassStep): Fragment {
    return sql`closed as (
      update grants set ended_at = claim.at from claim
      where source = ${step.subject} and ended_at is null
    )`
  }

  function tellHolder(step: PassStep, kind: string, about: { days?: number; term?: number } = {}) {
    const to = sql`
      select holder_id as person_id, ${sql.json(about)}::jsonb as data
      from claim, passes
      where number = ${step.number}
    `
    return post(sql, step, { as: 'told_holder', kind, to })
  }
}
