import type { Json, Sql } from '../database/connect.ts'
import type { Refusal, Step } from '../domain/process.ts'
import { settledAt } from './claim.ts'

export interface SubmissionActivities {
  recordSubmission(input: {
    id: string
    subject: string
    kind: string
    said: Record<string, unknown>
    at: string
  }): Promise<void>
  refuseSubmission(input: Step & { refusal: Refusal }): Promise<void>
}

export function submissionActivities({ sql }: { sql: Sql }): SubmissionActivities {
  return {
    /** Records what an operator said by Signal or Update from outside the API; its id makes it idempotent. */
    async recordSubmission({ id, subject, kind, said, at }) {
      await sql`
        insert into submissions (id, token, kind, subject, actor, body, received_at)
        values (${id}, ${`said:${id}`}, ${kind}, ${subject}, 'operator', ${sql.json(said as Json)}, ${at})
        on conflict (token) do nothing
      `
    },

    /**
     * Settles a submission as refused, with the reason, so that it can never be applied later. A check of a deposit that
     * is refused so waits for an administrator: the bank has it.
     */
    async refuseSubmission({ submission, refusal, stage, at }) {
      await sql`
        with refused as (
          update submissions
          set settled_at = ${settledAt(sql, sql`${at}`)}, outcome = 'refused', answer = ${sql.json(refusal)},
            stage_before = ${stage}, stage_after = ${stage}
          where id = ${submission} and settled_at is null
          returning id, kind, origin, facts, answer
        )
        insert into tasks (id, key, kind, subject, facts, opened_at)
        select gen_random_uuid(), 'deposit-differs/' || id, 'deposit-differs', origin,
          jsonb_build_object('row', facts -> 'row', 'cents', facts -> 'cents') || answer, ${at}
        from refused
        where kind = 'recordCheck' and origin like 'deposit:%'
      `
    },
  }
}
