import type { Sql } from '../database/connect.ts'
import type { CheckStage } from '../domain/check.ts'
import { checksOfDeposit } from './check.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** A deposit as administrators see it. */
export interface Deposit {
  id: string
  number: string
  bankedOn: string
  /** What the slip says. */
  totalCents: number
  /** The checks that stand, and what they add up to. */
  count: number
  standingCents: number
  recordedAt: string
  recordedBy: string
}

/** A deposit with every row of its slip, and what became of it. */
export interface DepositInFull extends Deposit {
  checks: DepositRow[]
}

interface DepositRow {
  row: number
  id: string
  payer: string
  number: string
  cents: number
  /** Where the check stands; under way until its own run has recorded it, refused where it could not. */
  state: CheckStage | 'under-way' | 'refused'
  /** Why it was refused, as a code; null where it was not. */
  refused: string | null
}

/** Deposits, the latest banked first. */
export async function deposits(sql: Sql, wanted: PageWanted): Promise<Page<Deposit>> {
  const [bankedOn = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    wanted.cursor?.split('~') ?? []
  const rows = await sql<(Deposit & { cursor: string })[]>`
    ${select(sql)}
    where (banked_on, deposits.id) < (${bankedOn}::date, ${id}::uuid)
    order by banked_on desc, deposits.id desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function depositInFull(sql: Sql, id: string): Promise<DepositInFull | null> {
  const [row] = await sql<(Deposit & { cursor: string })[]>`
    ${select(sql)} where deposits.id = ${id}
  `
  if (row === undefined) return null
  const { cursor: _, ...deposit } = row
  return { ...deposit, checks: await rowsOf(sql, id) }
}

/** The rows of the slip, each with its check where there is one. */
async function rowsOf(sql: Sql, deposit: string): Promise<DepositRow[]> {
  const [slip, checks] = await Promise.all([
    sql<Omit<DepositRow, 'state'>[]>`
      select (facts ->> 'row')::integer as row, substr(subject, length('check:') + 1) as id,
        body ->> 'payer' as payer, body ->> 'number' as number, (facts ->> 'cents')::integer as cents,
        case when outcome = 'refused' then answer ->> 'refused' end as refused
      from submissions
      where origin = ${`deposit:${deposit}`} and kind = 'recordCheck'
      order by row
    `,
    checksOfDeposit(sql, deposit),
  ])
  const stages = new Map(checks.map(({ id, stage }) => [id, stage]))
  return slip.map((row) => ({
    ...row,
    state: stages.get(row.id) ?? (row.refused === null ? 'under-way' : 'refused'),
  }))
}

function select(sql: Sql) {
  return sql`
    select deposits.id, deposits.number, banked_on as "bankedOn", total_cents as "totalCents", count, "standingCents",
      deposits.recorded_at as "recordedAt", deposits.recorded_by as "recordedBy",
      banked_on || '~' || deposits.id as cursor
    from deposits
    cross join lateral (
      select count(*)::integer as count, coalesce(sum(cents), 0)::integer as "standingCents"
      from checks
      where deposit_id = deposits.id and reversed_at is null
    ) standing
  `
}
