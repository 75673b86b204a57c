import type { Sql } from '../database/connect.ts'
import type { DepositEffect, DepositSnapshot } from '../domain/deposit.ts'
import type { Step } from '../domain/process.ts'
import { bringAbout, leave } from './claim.ts'
import { loadDeposit } from './deposit-snapshot.ts'
import { issueDocument } from './issue-document.ts'

export interface DepositStep extends Step {
  deposit: string
}

type Write = (step: DepositStep) => Promise<DepositSnapshot | null>

export interface DepositActivities extends Record<DepositEffect['write'], Write> {
  loadDeposit(input: { deposit: string; submission?: string }): Promise<DepositSnapshot | null>
}

/** What happens to deposits: the slip is written down, and each of its checks is left to its own run. */
export function depositActivities({ sql }: { sql: Sql }): DepositActivities {
  return {
    loadDeposit: (wanted) => loadDeposit(sql, wanted),

    async recordDeposit(step) {
      await bringAbout(sql, step, 'recorded', [
        sql`recorded as (
          insert into deposits (id, banked_on, total_cents, recorded_by, recorded_at)
          select ${step.deposit}, (said ->> 'bankedOn')::date, (said ->> 'totalCents')::integer, actor, at
          from claim
          returning number, banked_on, total_cents
        )`,
        issueDocument(sql, step, {
          as: 'slip_paper',
          kind: 'deposit-slip',
          to: sql`
            select recorded.number, jsonb_build_object('bankedOn', banked_on, 'totalCents', total_cents,
              'checks', said -> 'checks') as data
            from claim, recorded
          `,
        }),
        leave(sql, step, {
          as: 'told_checks',
          kind: 'recordCheck',
          to: sql`
            select 'check:' || gen_random_uuid() as subject,
              (wanted - array['payer', 'number', 'memo'])
                || jsonb_build_object('deposit', ${step.deposit}::text, 'row', row) as facts,
              jsonb_build_object(
                'payer', wanted -> 'payer', 'number', wanted -> 'number', 'memo', wanted -> 'memo'
              ) as body
            from claim, jsonb_array_elements(said -> 'checks') with ordinality slip (wanted, row)
            order by row
          `,
        }),
      ])
      return loadDeposit(sql, step)
    },
  }
}
