import type { Fragment, Sql } from '../database/connect.ts'
import { passInstants } from '../domain/calendar-deadlines.ts'
import type { PassStage } from '../domain/pass.ts'
import { isPassOpen, type PassStanding, type PassTerm, passStanding } from '../domain/pass-term.ts'
import type { PassStep } from './pass-effects.ts'

const stages: Record<PassStanding, PassStage> = {
  'not-started': 'active',
  active: 'active',
  'renewal-open': 'renewal-open',
  grace: 'grace',
  lapsed: 'lapsed',
  ended: 'ended',
}

/**
 * A pass from before, in the state that its term is in at this instant, with what it opens. Nothing is told about it;
 * the reminders that are still to come will be.
 */
export function carriedOver(
  sql: Sql,
  zone: string,
  { number, subject, at, term }: PassStep & { term: PassTerm },
): { stage: PassStage; effects: [Fragment, ...Fragment[]] } {
  const instants = passInstants(term, zone)
  const standing = passStanding(instants, at)
  const stage = stages[standing]
  const effects: [Fragment, ...Fragment[]] = [
    sql`holder as (
      insert into people (id, email, name)
      select gen_random_uuid(), said ->> 'email', said ->> 'name' from claim
      on conflict (email_key) do update set name = coalesce(people.name, excluded.name)
      returning id
    )`,
    sql`carried as (
      insert into passes (number, product, holder_id, term, stage, since, reminds_since, carried_over)
      select ${number}, said ->> 'product', holder.id, 1, ${stage}, at, at, true
      from claim, holder
    )`,
    sql`carried_term as (
      insert into pass_terms (pass_number, term, starts_on, ends_on)
      select ${number}, 1, ${term.startsOn}, ${term.endsOn} from claim
    )`,
    sql`opened as (
      insert into grants (id, person_id, presenter, opens, source, granted_at, valid_until)
      select gen_random_uuid(), holder.id, opens_presenter, 'recording', ${subject}, at, ${instants.lapsesAt}
      from claim, holder, pass_products
      where slug = said ->> 'product' and ${isPassOpen(standing)}
    )`,
  ]
  return { stage, effects }
}
