import type { Sql } from '../database/connect.ts'
import type { DepositSnapshot } from '../domain/deposit.ts'
import { underWay } from './under-way.ts'

interface Row {
  recorded_by: string
  recorded_at: string
}

/** Where a deposit stands, and whether checks of the slip at hand are recorded already; null when there is neither. */
export async function loadDeposit(
  sql: Sql,
  { deposit, submission }: { deposit: string; submission?: string },
): Promise<DepositSnapshot | null> {
  const [rows, asked, { taken: _, ...errands }] = await Promise.all([
    sql<Row[]>`select recorded_by, recorded_at from deposits where id::text = ${deposit}`,
    submission === undefined ? { rows: 0, recordedFirst: null } : readAsked(sql, submission),
    underWay(sql, `deposit:${deposit}`),
  ])
  const [row] = rows
  if (row === undefined && submission === undefined) return null
  return {
    stage: row === undefined ? 'not-recorded' : 'recorded',
    recordedBy: row?.recorded_by ?? null,
    recordedAt: row?.recorded_at ?? null,
    asked,
    awaiting: 'nobody',
    awaitingSince: null,
    dueAt: null,
    timers: [],
    ...errands,
  }
}

async function readAsked(sql: Sql, submission: string): Promise<DepositSnapshot['asked']> {
  const slip = await sql<{ row: number; check: string | null; by: string; at: string }[]>`
    select row::integer, checks.id as check, recorded_by as by, recorded_at as at
    from submissions
    cross join jsonb_array_elements((facts || body) -> 'checks') with ordinality slip (wanted, row)
    left join checks on reversed_at is null and payer_key = lower(trim(wanted ->> 'payer'))
      and number = trim(wanted ->> 'number') and checks.cents = (wanted ->> 'cents')::integer
    where submissions.id = ${submission}
    order by row
  `
  const recorded = slip.flatMap(({ check, ...rest }) =>
    check === null ? [] : [{ check, ...rest }],
  )
  const [first, ...others] = recorded
  return {
    rows: slip.length,
    recordedFirst: first ? { ...first, others: others.map(({ row }) => row).join(', ') } : null,
  }
}
