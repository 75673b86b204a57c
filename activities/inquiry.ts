import type { Fragment, Sql } from '../database/connect.ts'
import { type WorkingHours, workingTimeAfter } from '../domain/calendar.ts'
import type { InquiryEffect, InquirySnapshot, InquiryStage } from '../domain/inquiry.ts'
import type { Step } from '../domain/process.ts'
import { bringAbout, post } from './claim.ts'
import { loadInquiry } from './inquiry-snapshot.ts'

export interface InquiryStep extends Step {
  number: string
}

type Write = (step: InquiryStep) => Promise<InquirySnapshot | null>

export interface InquiryActivities extends Record<InquiryEffect['write'], Write> {
  loadInquiry(input: { number: string }): Promise<InquirySnapshot | null>
}

/** What happens to inquiries, each one statement; every one answers with the state after it. */
export function inquiryActivities({
  sql,
  workingHours,
}: {
  sql: Sql
  workingHours: WorkingHours
}): InquiryActivities {
  return {
    loadInquiry: ({ number }) => loadInquiry(sql, workingHours.zone, number),

    openInquiry: (step) =>
      change(step, 'open', [
        sql`opened as (
          insert into inquiries
            (number, person_id, name, organisation, about, stage, since, received_at, due_at)
          select ${step.number}, known_person(gen_random_uuid(), said ->> 'email'), said ->> 'name',
            said ->> 'organisation', said ->> 'about', 'open', at, at, ${dueAt(step.at)}
          from claim
          returning person_id
        )`,
        wrote(step, 'question'),
        post(sql, step, {
          as: 'told_person',
          kind: 'inquiry-received',
          to: sql`select person_id from opened`,
        }),
        post(sql, step, {
          as: 'told_administrators',
          kind: 'inquiry-waiting',
          to: sql`select administrators.person_id from claim, administrators where until is null`,
        }),
      ]),

    assignInquiry: (step) =>
      change(step, null, [
        sql`assigned as (
          update inquiries set owner_id = (said ->> 'owner')::uuid from claim
          where number = ${step.number}
          returning owner_id, actor
        )`,
        post(sql, step, {
          as: 'told_owner',
          kind: 'inquiry-waiting',
          to: sql`
            select owner_id as person_id from assigned where actor <> 'administrator:' || owner_id
          `,
        }),
      ]),

    answerInquiry: (step) =>
      change(step, 'answered', [
        settled(step, 'answered'),
        wrote(step, 'answer'),
        tellPerson(step, 'inquiry-answered'),
      ]),

    closeUnanswered: (step) =>
      change(step, 'closed', [
        settled(step, 'closed'),
        wrote(step, 'note'),
        tellPerson(step, 'inquiry-closed'),
      ]),

    closeAnswered: (step) => change(step, 'closed', [settled(step, 'closed'), wrote(step, 'note')]),

    addReply: (step) =>
      change(step, null, [wrote(step, 'reply'), tellOwner(step, 'inquiry-waiting')]),

    reopenInquiry: (step) =>
      change(step, 'open', [
        sql`reopened as (
          update inquiries
          set stage = 'open', since = at, due_at = ${dueAt(step.at)}, settled_at = null, settled_by = null
          from claim
          where number = ${step.number}
        )`,
        wrote(step, 'reply'),
        tellPerson(step, 'inquiry-received'),
        tellOwner(step, 'inquiry-waiting'),
      ]),

    remindOfInquiry: (step) => change(step, null, [tellOwner(step, 'inquiry-overdue')]),
  }

  async function change(
    step: InquiryStep,
    after: InquiryStage | null,
    effects: [Fragment, ...Fragment[]],
  ): Promise<InquirySnapshot | null> {
    await bringAbout(sql, step, after, effects)
    return loadInquiry(sql, workingHours.zone, step.number)
  }

  /** An answer is promised within one working day. */
  function dueAt(at: string): string {
    return workingTimeAfter(at, { workingDays: 1 }, workingHours)
  }

  function settled(step: InquiryStep, stage: InquiryStage): Fragment {
    return sql`settled as (
      update inquiries set stage = ${stage}, since = at, settled_at = at, settled_by = actor
      from claim
      where number = ${step.number}
    )`
  }

  function wrote(step: InquiryStep, kind: 'question' | 'reply' | 'answer' | 'note'): Fragment {
    return sql`wrote as (
      insert into inquiry_texts
        (id, inquiry_number, kind, text, written_by, written_at, order_number)
      select gen_random_uuid(), ${step.number}, ${kind}, text, actor, at, said ->> 'order'
      from claim, coalesce(said ->> 'text', said ->> 'note') text
      where text is not null
    )`
  }

  function tellPerson(step: InquiryStep, kind: string): Fragment {
    const to = sql`select person_id from claim, inquiries where number = ${step.number}`
    return post(sql, step, { as: 'told_person', kind, to })
  }

  /** Its owner; all administrators where nobody has taken it on, or whoever did is no administrator any more. */
  function tellOwner(step: InquiryStep, kind: string): Fragment {
    const to = sql`
      select administrators.person_id
      from claim, administrators
      join inquiries on number = ${step.number}
      where until is null and (
        owner_id is null
        or owner_id = administrators.person_id
        or owner_id not in (select other.person_id from administrators other where other.until is null)
      )
    `
    return post(sql, step, { as: 'told_owner', kind, to })
  }
}
