import { Context } from '@temporalio/activity'
import type { Fragment, Sql } from '../database/connect.ts'
import {
  type MailingEffect,
  type MailingSnapshot,
  type MilestoneKind,
  mailsABatch,
  newsOfDate,
  peopleABatch,
} from '../domain/mailing.ts'
import type { Step } from '../domain/process.ts'
import { concerned } from '../readmodels/cancellation.ts'
import { beforeEveryId } from '../readmodels/page.ts'
import { atOnce } from './at-once.ts'
import { bringAbout } from './claim.ts'
import { loadMailing } from './mailing-snapshot.ts'
import type { Sending } from './sending.ts'
import { giveUp } from './undeliverable.ts'

export interface MailingStep extends Step {
  webinar: string
  milestone: MilestoneKind
  revision: number
}

type Write = (step: MailingStep) => Promise<MailingSnapshot | null>

export interface MailingActivities extends Record<MailingEffect['write'], Write> {
  loadMailing(input: { subject: string }): Promise<MailingSnapshot | null>
}

/** Mails of one batch that are under way to the mail server at the same time. */
export const sendsAtOnce = 40

/** A batch begins no mail after so many milliseconds, so that a pause does not wait long where the mail server is slow. */
const longestBatch = 20_000

/** Milliseconds between two words of how far a batch has come. */
const beatsEvery = 1_000

/** After this many hours without an answer of the mail server a mail is given up. */
const hoursOfTrying = 72

/** One mail to everybody with a place in a webinar; every step answers with how far it has come. */
export function mailingActivities({
  sql,
  sendOne,
}: {
  sql: Sql
  sendOne: Sending
}): MailingActivities {
  return {
    loadMailing: ({ subject }) => loadMailing(sql, subject),

    beginMailing: (step) =>
      change(step, [
        sql`begun as (
          insert into mailings (subject, webinar, kind, revision, begun_at, wrote_at)
          select ${step.subject}, ${step.webinar}, ${step.milestone}, ${step.revision}, at, at from claim
          on conflict (subject) do nothing
        )`,
      ]),

    noteMailing: (step) => change(step, [sql`nothing as (select from claim)`]),
    pauseMailing: (step) => change(step, [moved(step, sql`paused_at = claim.at`)]),
    resumeMailing: (step) => change(step, [moved(step, sql`paused_at = null`)]),

    changeMailingRate: (step) =>
      change(step, [
        moved(step, sql`mails_a_minute = (said ->> 'mailsAMinute')::integer, next_batch_at = null`),
      ]),

    /**
     * Writes the mail of the next thousand people, by id. Whoever was told already, by their order or before a crash, has a
     * row under the same key and gets no second one. A milestone that a newer one has replaced is written no further.
     */
    async writeBatch(step) {
      return change(step, [
        ...written(step, await lastWrittenFor(step)),
        moved(
          step,
          sql`batches = batches + 1, wrote_at = claim.at,
            recipients = recipients + (select count(*) from written),
            last_person_id = coalesce((select person_id from batch order by person_id desc limit 1), last_person_id),
            written_at = case when (select count(*) from batch) < ${peopleABatch} then claim.at end`,
        ),
      ])
    },

    /**
     * Sends what is due, forty at once, a row each, for twenty seconds at most; killed in the middle and begun again, it
     * goes on where it was. What the mail server puts off is tried by a later pass, for three days; then it is given up
     * and becomes a task. With a rate, the next pass comes when what was sent in this one has used up its time.
     */
    async sendBatch(step) {
      const tried = await sendDue(step)
      return change(step, [
        moved(
          step,
          sql`passes = passes + 1, next_batch_at = claim.at + ${tried}::integer * interval '1 minute' / mails_a_minute`,
        ),
      ])
    },
  }

  async function change(
    step: MailingStep,
    effects: [Fragment, ...Fragment[]],
  ): Promise<MailingSnapshot | null> {
    await bringAbout(sql, step, null, effects)
    return loadMailing(sql, step.subject)
  }

  function moved({ subject }: MailingStep, how: Fragment): Fragment {
    return sql`moved as (
      update mailings set ${how} from claim where mailings.subject = ${subject}
    )`
  }

  /** Read before, so that a batch begins in the index where the last one ended; done twice, a batch is not claimed. */
  async function lastWrittenFor({ subject }: MailingStep): Promise<string> {
    const [mailing] = await sql<{ last_person_id: string | null }[]>`
      select last_person_id from mailings where subject = ${subject}
    `
    return mailing?.last_person_id ?? beforeEveryId
  }

  function written(step: MailingStep, after: string): [Fragment, Fragment] {
    const { subject, webinar, milestone, revision, at } = step
    return [
      sql`batch as (
        select recipients.person_id
        from claim
        join webinars on slug = ${webinar} and ${stillStands(milestone, revision)}
        cross join (
          select person_id
          from (${recipients(milestone, webinar)}) everybody
          where person_id > ${after}::uuid
          order by person_id
          limit ${peopleABatch}
        ) recipients
      )`,
      sql`written as (
        insert into messages (id, key, kind, subject, mailing, person_id, data, written_at, send_at)
        select gen_random_uuid(),
          concat_ws('/', ${milestone}::text, person_id, ${`webinar:${webinar}`}::text, ${revision}::integer),
          ${milestone}, ${`webinar:${webinar}`}, ${subject}, person_id,
          jsonb_build_object('webinar', ${webinar}::text, 'revision', ${revision}::integer), ${at}, ${at}
        from batch
        on conflict (key) do nothing
        returning id
      )`,
    ]
  }

  function recipients(milestone: MilestoneKind, webinar: string): Fragment {
    if (newsOfDate.includes(milestone)) return concerned(sql, webinar)
    const may = isForViewers(milestone) ? sql`can_watch` : sql`can_attend`
    return sql`
      select person_id from registrations where registrations.webinar = ${webinar} and ${may}
    `
  }

  /** Join details and reminders are nobody's any more after the end, or once newer ones are there. */
  function stillStands(milestone: MilestoneKind, revision: number): Fragment {
    if (isForViewers(milestone)) return sql`true`
    return milestone === 'join-details'
      ? sql`join_revision = ${revision} and ended_at is null`
      : sql`webinars.revision = ${revision} and ended_at is null`
  }

  /** How many it tried. */
  async function sendDue({ subject, at }: MailingStep): Promise<number> {
    const [mailing] = await sql<{ mails_a_minute: number | null }[]>`
      select mails_a_minute from mailings where subject = ${subject}
    `
    const due = await sql<{ id: string; attempts: number; written_at: string }[]>`
      select id, attempts, written_at
      from messages
      where mailing = ${subject} and state in ('waiting', 'sending') and send_at <= ${at}
      order by send_at, id
      limit ${mailsABatch(mailing?.mails_a_minute ?? null)}
    `
    const until = Date.now() + longestBatch
    let settled = 0
    const beat = () => Context.current().heartbeat({ settled, of: due.length })
    const beating = setInterval(beat, beatsEvery)
    try {
      await atOnce(due, sendsAtOnce, async (message) => {
        if (Date.now() > until) return
        Context.current().cancellationSignal.throwIfAborted()
        const { state } = await sendOne(message.id, at, 'mailing')
        if (state === 'waiting') await putOff(message, at)
        settled += 1
      })
    } finally {
      clearInterval(beating)
    }
    return settled
  }

  async function putOff(
    { id, attempts, written_at }: { id: string; attempts: number; written_at: string },
    at: string,
  ): Promise<void> {
    const hours = (Date.parse(at) - Date.parse(written_at)) / 3_600_000
    if (hours >= hoursOfTrying) return giveUp(sql, id, at)
    await sql`
      update messages
      set send_at = ${at}::timestamptz + least(interval '1 hour', interval '1 minute' * 3 ^ ${Math.min(attempts, 5)}::integer)
      where id = ${id} and state = 'waiting'
    `
  }
}

function isForViewers(milestone: MilestoneKind): boolean {
  return milestone === 'recording-published' || milestone === 'slides-attached'
}
