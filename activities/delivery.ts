import { heartbeat } from '@temporalio/activity'
import type { Sql } from '../database/connect.ts'
import { outsideKinds } from '../domain/process.ts'
import { atOnce } from './at-once.ts'

export interface DeliveryActivities {
  deliverSubmission(input: { id: string }): Promise<void>
  sweepSubmissions(input: { at: string }): Promise<{ delivered: number; failed: number }>
}

/** Brings one submission to its process; given by the worker, so that activities need not know Temporal's client. */
export type Deliver = (submission: string) => Promise<void>

const subjectsAPage = 200

/** A sweep goes on with the next page while all of the last were delivered, so many times at most. */
const pagesASweep = 10

/** Subjects that are delivered to at the same time, so that one that is slow holds up few others. */
const subjectsAtOnce = 8

const triesBeforeATask = 10

export function deliveryActivities({
  sql,
  deliver,
}: {
  sql: Sql
  deliver: Deliver
}): DeliveryActivities {
  return {
    /** Hands a submission on to the subject that it is for; the sweep takes it when that cannot be done now. */
    async deliverSubmission({ id }) {
      await deliver(id)
    },

    /**
     * Takes the oldest unsettled submission of each subject that has waited for 10 seconds, or that came in by a clock
     * that is ahead of ours, eight subjects at once, one at a time a subject. A subject that fails is tried again after
     * a pause that doubles; after 10 tries a person is asked to look. What rests on somebody outside comes after what people sent, and apart.
     */
    async sweepSubmissions({ at }) {
      const counts = { delivered: 0, failed: 0 }
      for (let page = 0; page < pagesASweep; page += 1) {
        const waiting = await oldestWaiting(at)
        await atOnce(waiting, subjectsAtOnce, async ({ first, last }) => {
          heartbeat(counts)
          const isDelivered = await settles(() => deliver(last))
          counts[isDelivered ? 'delivered' : 'failed'] += 1
          if (!isDelivered) await putOff(first, at)
        })
        if (waiting.length < subjectsAPage || counts.failed > 0) break
      }
      return counts
    },
  }

  async function oldestWaiting(at: string): Promise<readonly { first: string; last: string }[]> {
    return sql<{ first: string; last: string }[]>`
      select (array_agg(id order by position))[1] as first, (array_agg(id order by position desc))[1] as last
      from submissions
      where settled_at is null and (
        received_at <= ${at}::timestamptz - interval '10 seconds'
        or received_at > ${at}::timestamptz + interval '1 minute'
      )
      group by subject, kind = any (${outsideKinds})
      having coalesce(max(next_attempt_at), '-infinity') <= ${at}
      order by bool_and(kind = any (${outsideKinds})), min(position)
      limit ${subjectsAPage}
    `
  }

  async function putOff(submission: string, at: string): Promise<void> {
    await sql`
      with failed as (
        update submissions
        set attempts = attempts + 1,
          next_attempt_at = ${at}::timestamptz + least(interval '1 hour', interval '10 seconds' * 2 ^ least(attempts, 10))
        where id = ${submission} and settled_at is null
        returning id, kind, subject, attempts
      )
      insert into tasks (id, key, kind, subject, facts, opened_at)
      select gen_random_uuid(), 'undelivered/' || id, 'undelivered', subject,
        jsonb_build_object('submission', id, 'command', kind), ${at}
      from failed
      where attempts >= ${triesBeforeATask}
      on conflict (key) do nothing
    `
  }
}

/** A failure is kept with the submission, as a later try or a task, so it is not lost here. */
async function settles(work: () => Promise<void>): Promise<boolean> {
  return work().then(
    () => true,
    () => false,
  )
}
