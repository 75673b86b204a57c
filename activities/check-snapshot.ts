import type { Sql } from '../database/connect.ts'
import { type CheckSnapshot, checkStage, restOf, type Share } from '../domain/check.ts'
import { holderOfOrder, readCredit } from './credit.ts'
import { underWay } from './under-way.ts'

interface Row {
  cents: number
  holder: string | null
  recorded_by: string
  recorded_at: string
  reversed_by: string | null
  reversed_at: string | null
  shares: Share[]
  closed: string[]
}

/** What a command names, looked up; its texts stay in Postgres. */
interface Asked {
  unknown_order: string | null
  unknown_holder: string | null
  /** Whoever is given, else whose the first order is. */
  holder: string | null
  first_check: string | null
  first_by: string
  first_at: string
}

const nothingAsked: Asked = {
  unknown_order: null,
  unknown_holder: null,
  holder: null,
  first_check: null,
  first_by: '',
  first_at: '',
}

/** Where a check stands, and what the command at hand names; null when it is not recorded and nobody asks to. */
export async function loadCheck(
  sql: Sql,
  { check, submission }: { check: string; submission?: string },
): Promise<CheckSnapshot | null> {
  if (!isId(check)) return null
  const [row, asked, { taken: _, ...errands }] = await Promise.all([
    readRow(sql, check),
    submission === undefined ? nothingAsked : readAsked(sql, check, submission),
    underWay(sql, `check:${check}`),
  ])
  if (row === null && submission === undefined) return null
  const holder = row?.holder ?? null
  const account = holder ?? asked.holder
  return {
    ...standing(row),
    holder,
    credit: account === null ? null : await readCredit(sql, account),
    asked: {
      recordedFirst: recordedFirst(asked),
      unknownOrder: asked.unknown_order,
      unknownHolder: asked.unknown_holder,
    },
    dueAt: null,
    timers: [],
    ...errands,
  }
}

/** An operator can start a run with any words for an id; such a check is not there. */
function isId(check: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(check)
}

function recordedFirst({ first_check: check, first_by: by, first_at: at }: Asked) {
  return check === null ? null : { check, by, at }
}

function standing(row: Row | null) {
  const { cents = 0, shares = [], closed = [], holder = null } = row ?? {}
  const isReversed = row !== null && row.reversed_at !== null
  const restCents = isReversed ? 0 : restOf({ cents, shares })
  const waits = row !== null && restCents > 0
  return {
    stage: row === null ? 'not-recorded' : checkStage({ isReversed, restCents, holder }),
    cents,
    shares,
    closed,
    recordedBy: row?.recorded_by ?? null,
    recordedAt: row?.recorded_at ?? null,
    reversedBy: row?.reversed_by ?? null,
    reversedAt: row?.reversed_at ?? null,
    awaiting: waits ? 'administrator' : 'nobody',
    awaitingSince: waits ? row.recorded_at : null,
  } as const
}

async function readRow(sql: Sql, check: string): Promise<Row | null> {
  const [row] = await sql<Row[]>`
    select cents, credit_holder as holder, recorded_by, recorded_at, reversed_by, reversed_at,
      array(
        select jsonb_build_object('order', order_number, 'cents', sum(cents))
        from check_allocations
        where check_id = checks.id and ended_at is null
        group by order_number
        order by min(position)
      ) as shares,
      array(
        select orders.number
        from check_allocations
        join orders on orders.number = order_number
        where check_id = checks.id and ended_at is null
          and stage in ('quoted', 'quote-expired', 'cancelled', 'written-off', 'refunded')
      ) as closed
    from checks
    where id = ${check}
  `
  return row ?? null
}

async function readAsked(sql: Sql, check: string, submission: string): Promise<Asked> {
  const [asked] = await sql<Asked[]>`
    with sent as (
      select kind, facts || body as said
      from submissions
      where id = ${submission}
    ), named as (
      select share ->> 'order' as number, position
      from sent, jsonb_array_elements(coalesce(said -> 'allocations', '[]')) with ordinality shares (share, position)
      union all
      select said ->> 'to', 1 from sent where said ? 'to'
    ), given as (
      select said ->> 'creditOf' as holder from sent
    )
    select
      (
        select number from named
        where not exists (select from orders where orders.number = named.number)
        order by position
        limit 1
      ) as unknown_order,
      (
        select holder from given
        where not exists (select from organisations where holder = 'organisation:' || id)
          and not exists (select from people where holder = 'person:' || id)
      ) as unknown_holder,
      coalesce(given.holder, (
        select ${holderOfOrder(sql)}
        from named
        join orders using (number)
        order by position
        limit 1
      )) as holder,
      first_check.id as first_check, first_check.recorded_by as first_by, first_check.recorded_at as first_at
    from sent
    cross join given
    left join checks first_check on sent.kind = 'recordCheck' and first_check.id <> ${check}
      and first_check.reversed_at is null and first_check.payer_key = lower(trim(said ->> 'payer'))
      and first_check.number = trim(said ->> 'number') and first_check.cents = (said ->> 'cents')::integer
  `
  if (asked === undefined) throw new Error(`No submission ${submission}`)
  return asked
}
