import type { Sql } from '../database/connect.ts'
import { passInstants } from '../domain/calendar-deadlines.ts'
import { isBefore } from '../domain/instant.ts'
import type { PassSnapshot, PassStage, PassTimer, PassTurn } from '../domain/pass.ts'
import type { PassInstants, PassReminder, PassTerm } from '../domain/pass-term.ts'
import { type Actor, noErrands, type Timer } from '../domain/process.ts'
import { passCarriedOver } from '../readmodels/pass.ts'
import { underWay } from './under-way.ts'

/** A term as it was bought. */
export interface BoughtTerm extends PassTerm {
  number: number
  order: string | null
  takenBackAt: string | null
}

/** The terms of a pass, oldest first, with the one that runs or ran last, and the length of a new one. */
export interface TermsOfPass {
  months: number
  terms: BoughtTerm[]
  current: BoughtTerm
}

interface Row {
  stage: PassStage
  since: string
  reminds_since: string
  term: number | null
  cancels_at_end: boolean
  suspended_at: string | null
  has_card: boolean
  is_charge_announced: boolean
}

/** Where a pass stands, with the turns and reminders of its term that are still to come; null when there is none. */
export async function loadPass(
  sql: Sql,
  zone: string,
  { number, submission }: { number: string; submission?: string },
): Promise<PassSnapshot | null> {
  const [[row], terms, { taken, ...errands }] = await Promise.all([
    sql<Row[]>`
      select stage, since, reminds_since, term, cancels_at_end, suspended_at,
        payment_method is not null as has_card,
        coalesce(announced_term = term and announced_cents = price_cents, false) as is_charge_announced
      from passes
      join pass_products on slug = product
      left join saved_cards on pass_number = number and withdrawn_at is null
      where number = ${number}
    `,
    boughtTerms(sql, number),
    underWay(sql, `pass:${number}`),
  ])
  if (row === undefined) return submission === undefined ? null : repeated(sql, submission)
  const current = terms.find((term) => term.number === row.term)
  const instants = current ? passInstants(current, zone) : null
  const isSuspended = row.suspended_at !== null || Boolean(current?.takenBackAt)
  const timers = instants
    ? plan(row, instants, isSuspended).filter(({ key }) => !taken.has(key))
    : []
  return {
    stage: row.stage,
    term: row.term,
    terms: terms.map(({ number, order, takenBackAt }) => ({
      term: number,
      order,
      isTakenBack: takenBackAt !== null,
    })),
    instants,
    cancelsAtEnd: row.cancels_at_end,
    isHeldBack: row.suspended_at !== null,
    hasCard: row.has_card,
    isChargeAnnounced: row.is_charge_announced,
    repeats: null,
    awaiting: awaiting[row.stage],
    awaitingSince: row.since,
    dueAt: instants && (turns(row.stage, instants).at(-1)?.at ?? null),
    timers,
    ...errands,
  }
}

/** A pass that is not there and would repeat another one: nothing but that is known of it. */
async function repeated(sql: Sql, submission: string): Promise<PassSnapshot | null> {
  const [said] = await sql<{ email: string; product: string; startsOn: string; endsOn: string }[]>`
    select said ->> 'email' as email, said ->> 'product' as product, said ->> 'startsOn' as "startsOn",
      said ->> 'endsOn' as "endsOn"
    from submissions, lateral (select facts || body as said) as sent
    where id = ${submission} and kind = 'carryOver'
  `
  const repeats = said ? await passCarriedOver(sql, said) : null
  if (repeats === null) return null
  return {
    stage: 'ended',
    term: null,
    terms: [],
    instants: null,
    cancelsAtEnd: false,
    isHeldBack: false,
    hasCard: false,
    isChargeAnnounced: false,
    repeats,
    awaiting: 'nobody',
    awaitingSince: null,
    dueAt: null,
    timers: [],
    ...noErrands,
  }
}

/** @throws when no term was paid yet, or there is no such pass */
export async function termsOfPass(sql: Sql, number: string): Promise<TermsOfPass> {
  const [[row], months, terms] = await Promise.all([
    sql<{ term: number | null }[]>`select term from passes where number = ${number}`,
    termMonths(sql, number),
    boughtTerms(sql, number),
  ])
  const current = terms.find((term) => term.number === row?.term)
  if (current === undefined) throw new Error(`Pass ${number} has no term`)
  return { months, terms, current }
}

/** How long a term of a pass is, by its product. */
export async function termMonths(sql: Sql, number: string): Promise<number> {
  const [row] = await sql<{ months: number }[]>`
    select term_months as months
    from passes
    join pass_products on slug = product
    where number = ${number}
  `
  if (row === undefined) throw new Error(`There is no pass ${number}`)
  return row.months
}

async function boughtTerms(sql: Sql, number: string): Promise<BoughtTerm[]> {
  return sql<BoughtTerm[]>`
    select term as number, starts_on as "startsOn", ends_on as "endsOn", order_number as order,
      taken_back_at as "takenBackAt"
    from pass_terms
    where pass_number = ${number}
    order by term
  `
}

const awaiting: Record<PassStage, Actor> = {
  'pending-payment': 'buyer',
  active: 'nobody',
  'renewal-open': 'buyer',
  renewed: 'nobody',
  grace: 'buyer',
  lapsed: 'buyer',
  reinstated: 'nobody',
  ended: 'nobody',
}

/**
 * The clock's steps in this stage, earliest first. A reminder whose time had passed when the stage began, or while the pass was suspended, is skipped, and
 * nobody is reminded of a pass that is suspended or is to end.
 */
function plan(row: Row, instants: PassInstants, isSuspended: boolean): Timer<PassTimer>[] {
  const isQuiet = isSuspended || row.cancels_at_end
  const reminders = isQuiet
    ? []
    : instants.reminders.filter(
        ({ kind, at }) => remindersOf(row.stage, kind) && !isBefore(at, row.reminds_since),
      )
  return [...reminders, ...turns(row.stage, instants)]
    .map(({ kind, at }) => ({ kind, at, key: `${kind}/${row.term}` }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

function remindersOf(stage: PassStage, kind: PassReminder): boolean {
  if (stage === 'renewal-open') return kind.startsWith('renewal')
  return stage === 'grace' && kind.startsWith('grace')
}

/** How a stage ends by the clock. */
function turns(stage: PassStage, instants: PassInstants): { kind: PassTurn; at: string }[] {
  switch (stage) {
    case 'active':
    case 'reinstated':
      return [{ kind: 'open-renewal', at: instants.renewalOpensAt }]
    case 'renewal-open':
      return [{ kind: 'end-term', at: instants.endsAt }]
    case 'renewed':
      return [{ kind: 'begin-term', at: instants.endsAt }]
    case 'grace':
      return [{ kind: 'lapse', at: instants.lapsesAt }]
    case 'lapsed':
      return [{ kind: 'end-reinstatement', at: instants.reinstatementEndsAt }]
    default:
      return []
  }
}
