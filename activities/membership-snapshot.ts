import type { Sql } from '../database/connect.ts'
import { daysLater, startOfDay, type WorkingHours } from '../domain/calendar.ts'
import { pendingInstants, verifyingInstants } from '../domain/calendar-deadlines.ts'
import type { MembershipSnapshot, MembershipStage, MembershipTimer } from '../domain/membership.ts'
import type { Actor, Timer } from '../domain/process.ts'
import { underWay } from './under-way.ts'

interface Row {
  stage: MembershipStage
  application: number
  since: string
  decided_at: string | null
  decided_by: string | null
  may_reapply_on: string | null
  undo_until: string | null
  is_vouched_for: boolean
  confirmations_today: number
}

/** Where a membership stands, with the clock's next steps; null when this person never applied. */
export async function loadMembership(
  sql: Sql,
  workingHours: WorkingHours,
  personId: string,
): Promise<MembershipSnapshot | null> {
  const subject = `membership:${personId}`
  const [[row], { taken, ...errands }] = await Promise.all([
    readRow(sql, subject, personId),
    underWay(sql, subject),
  ])
  if (row === undefined) return null
  const timers = plan(row, workingHours).filter(({ key }) => !taken.has(key))
  return {
    stage: row.stage,
    application: row.application,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    undoUntil: row.undo_until,
    mayReapplyAt: row.may_reapply_on && startOfDay(row.may_reapply_on, workingHours.zone),
    isVouchedFor: row.is_vouched_for,
    confirmationsToday: row.confirmations_today,
    awaiting: awaiting[row.stage],
    awaitingSince: row.since,
    dueAt: timers.find(({ kind }) => kind === 'expire')?.at ?? null,
    timers,
    ...errands,
  }
}

/** An applicant who was asked something has as long as the administrators have. */
const daysToAnswer = 30

const awaiting: Record<MembershipStage, Actor> = {
  verifying: 'applicant',
  'information-requested': 'applicant',
  pending: 'administrator',
  active: 'nobody',
  rejected: 'nobody',
  expired: 'nobody',
  withdrawn: 'nobody',
}

function readRow(sql: Sql, subject: string, personId: string) {
  return sql<Row[]>`
    select stage, application, since, decided_at, decided_by, may_reapply_on,
      (
        select max(send_at) from messages
        where messages.subject = ${subject} and messages.kind = 'rejected' and state = 'waiting'
      ) as undo_until,
      exists (
        select from trusted_domains where domain = split_part(people.email_key, '@', 2)
      ) or exists (
        select from grants where grants.person_id = ${personId} and ended_at is null
      ) as is_vouched_for,
      (
        select count(*) from messages
        where messages.subject = ${subject}
          and messages.kind in ('confirm-address', 'already-applying', 'already-member', 'may-reapply-later')
          and written_at > (
            select max(received_at) from submissions where submissions.subject = ${subject}
          ) - interval '24 hours'
      ) as confirmations_today
    from memberships
    join people on people.id = person_id
    where person_id = ${personId}
  `
}

/** The clock's steps in this stage, earliest first. */
function plan(row: Row, hours: WorkingHours): Timer<MembershipTimer>[] {
  const step = (kind: MembershipTimer, at: string) => ({ kind, at, key: `${kind}/${row.since}` })
  switch (row.stage) {
    case 'verifying': {
      const { reminders, expiresAt } = verifyingInstants(row.since, hours.zone)
      return [...reminders.map(({ kind, at }) => step(kind, at)), step('expire', expiresAt)]
    }
    case 'pending': {
      const { reminders, expiresAt } = pendingInstants(row.since, hours)
      return [...reminders.map(({ kind, at }) => step(kind, at)), step('expire', expiresAt)]
    }
    case 'information-requested':
      return [step('expire', daysLater(row.since, daysToAnswer, hours.zone))]
    default:
      return []
  }
}
