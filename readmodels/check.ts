import type { Sql } from '../database/connect.ts'
import { type CheckStage, checkStage } from '../domain/check.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** A check as administrators see it. */
export interface Check {
  id: string
  stage: CheckStage
  payer: string
  number: string
  cents: number
  /** What no order has of it, in cents: credit of the holder, or nobody's yet. */
  restCents: number
  receivedOn: string
  memo: string | null
  /** The deposit with whose slip it went to the bank; null where it was recorded alone. */
  deposit: string | null
  /** `organisation:<id>` or `person:<id>`; null while nobody knows whose the rest is. */
  holder: string | null
  recordedAt: string
  recordedBy: string
  reversedAt: string | null
  reversedBy: string | null
  reversalReason: 'bounced' | 'typed-wrongly' | null
}

/** A check with every allocation that it ever had, and what became of it on each order. */
export interface CheckInFull extends Check {
  allocations: {
    order: string
    cents: number
    allocatedAt: string
    endedAt: string | null
    endedBecause: 'moved' | 'bounced' | 'typed-wrongly' | null
  }[]
  orders: {
    order: string
    stage: string
    /** What the order has of it now, in cents: kept for what is owed, or passed on as credit. */
    keptCents: number
    creditCents: number
    /** The order has not heard of everything yet. */
    isUnderWay: boolean
  }[]
}

export interface ChecksWanted extends PageWanted {
  /** A part of the payer's name, in any case. */
  payer?: string | undefined
  number?: string | undefined
  /** The first and the last day on which it was received. */
  from?: string | undefined
  to?: string | undefined
}

/** Checks, the latest received first. */
export async function checks(sql: Sql, wanted: ChecksWanted): Promise<Page<Check>> {
  const { payer = '', number = null, from = '-infinity', to = 'infinity' } = wanted
  const [receivedOn = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    wanted.cursor?.split('~') ?? []
  const rows = await sql<(Row & { cursor: string })[]>`
    ${select(sql)}
    where position(lower(${payer}) in payer_key) > 0
      and (${number}::text is null or number = ${number})
      and received_on between ${from}::date and ${to}::date
      and (received_on, id) < (${receivedOn}::date, ${id}::uuid)
    order by received_on desc, id desc
    limit ${wanted.limit + 1}
  `
  return paged(rows.map(staged), wanted)
}

/** The checks of one deposit that are recorded, also those that were reversed since. */
export async function checksOfDeposit(sql: Sql, deposit: string): Promise<Check[]> {
  const rows = await sql<(Row & { cursor: string })[]>`
    ${select(sql)} where deposit_id = ${deposit}
  `
  return rows.map((row) => {
    const { cursor: _, ...check } = staged(row)
    return check
  })
}

async function checkById(sql: Sql, id: string): Promise<Check | null> {
  const [row] = await sql<(Row & { cursor: string })[]>`${select(sql)} where id = ${id}`
  if (row === undefined) return null
  const { cursor: _, ...check } = staged(row)
  return check
}

/** Whether there is such a check, or will be: what was sent and is not applied yet counts. */
export async function isCheck(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql`
    select from checks where id = ${id}
    union all
    select from submissions
    where subject = ${`check:${id}`} and kind = 'recordCheck' and settled_at is null
  `
  return rows.length > 0
}

/** One check with its allocations, and what its orders made of them. */
export async function checkInFull(sql: Sql, id: string): Promise<CheckInFull | null> {
  const check = await checkById(sql, id)
  if (check === null) return null
  const [allocations, orders] = await Promise.all([
    sql<CheckInFull['allocations']>`
      select order_number as order, cents, allocated_at as "allocatedAt", ended_at as "endedAt",
        ended_because as "endedBecause"
      from check_allocations
      where check_id = ${id}
      order by position
    `,
    sql<CheckInFull['orders']>`
      with entries as (
        select order_number,
          sum(case kind when 'payment' then cents when 'reversal' then -cents else 0 end) as received,
          sum(case kind when 'credit-out' then cents when 'credit-in' then -cents else 0 end) as passed_on
        from ledger_entries
        where payment_id = ${id}
        group by order_number
      )
      select orders.number as order, stage, coalesce(received - passed_on, 0)::integer as "keptCents",
        coalesce(passed_on, 0)::integer as "creditCents",
        exists (
          select from submissions
          where origin = ${`check:${id}`} and subject = 'order:' || orders.number and settled_at is null
        ) as "isUnderWay"
      from orders
      left join entries on order_number = orders.number
      where orders.number in (select order_number from check_allocations where check_id = ${id})
      order by orders.number
    `,
  ])
  return { ...check, allocations: [...allocations], orders: [...orders] }
}

type Row = Omit<Check, 'stage' | 'restCents'> & { allocatedCents: number }

function staged<R extends Row>({ allocatedCents, ...row }: R): Omit<R, 'allocatedCents'> & Check {
  const isReversed = row.reversedAt !== null
  const restCents = isReversed ? 0 : row.cents - allocatedCents
  return { ...row, restCents, stage: checkStage({ isReversed, restCents, holder: row.holder }) }
}

function select(sql: Sql) {
  return sql`
    select id, payer, number, cents, received_on as "receivedOn", memo, deposit_id as deposit, credit_holder as holder,
      recorded_at as "recordedAt", recorded_by as "recordedBy", reversed_at as "reversedAt",
      reversed_by as "reversedBy", reversal_reason as "reversalReason",
      coalesce((
        select sum(check_allocations.cents) from check_allocations
        where check_id = checks.id and ended_at is null
      ), 0)::integer as "allocatedCents",
      received_on || '~' || id as cursor
    from checks
  `
}
