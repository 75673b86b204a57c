import type { Fragment, Sql } from '../database/connect.ts'
import type { WorkingHours } from '../domain/calendar.ts'
import type { MembershipEffect, MembershipSnapshot, MembershipStage } from '../domain/membership.ts'
import { undoUntil } from '../domain/membership-told.ts'
import type { Step } from '../domain/process.ts'
import { bringAbout, post } from './claim.ts'
import { loadMembership } from './membership-snapshot.ts'

export interface MembershipStep extends Step {
  personId: string
}

type Write = (step: MembershipStep) => Promise<MembershipSnapshot | null>

export interface MembershipActivities extends Record<MembershipEffect['write'], Write> {
  loadMembership(input: { personId: string }): Promise<MembershipSnapshot | null>
}

/** What happens to memberships, each one statement; every one answers with the state after it. */
export function membershipActivities({
  sql,
  workingHours,
}: {
  sql: Sql
  workingHours: WorkingHours
}): MembershipActivities {
  return {
    loadMembership: ({ personId }) => loadMembership(sql, workingHours, personId),

    openApplication: (step) =>
      change(step, 'verifying', [
        sql`earlier as (
          insert into earlier_decisions
            (person_id, application, stage, decided_at, decided_by, reason, may_reapply_on)
          select person_id, application, stage, coalesce(decided_at, since), decided_by, reason, may_reapply_on
          from memberships, claim
          where person_id = ${step.personId}
        )`,
        sql`opened as (
          insert into memberships
            (person_id, application, stage, name, organisation, role, why, wanted, applied_at, since)
          select ${step.personId}, 1, 'verifying', said ->> 'name', said ->> 'organisation', said ->> 'role',
            said ->> 'why', said ->> 'wanted', at, at
          from claim
          on conflict (person_id) do update
          set application = memberships.application + 1, stage = excluded.stage, name = excluded.name,
            organisation = excluded.organisation, role = excluded.role, why = excluded.why,
            wanted = excluded.wanted, applied_at = excluded.applied_at, since = excluded.since,
            confirmed_at = null, question = null, answer = null, decided_at = null, decided_by = null,
            reason = null, may_reapply_on = null
        )`,
        named(step),
        tellApplicant(step, 'confirm-address'),
      ]),

    tellAlreadyMember: (step) => change(step, null, [tellApplicant(step, 'already-member')]),
    tellAlreadyApplying: (step) => change(step, null, [tellApplicant(step, 'already-applying')]),
    tellMayReapplyLater: (step) => change(step, null, [tellApplicant(step, 'may-reapply-later')]),
    noteRepeatedApplication: (step) => change(step, null, [nothing()]),
    noteVoucher: (step) => change(step, null, [nothing()]),
    resendConfirmation: (step) => change(step, null, [tellApplicant(step, 'confirm-address')]),
    nudgeApplicant: (step) => change(step, null, [tellApplicant(step, 'confirm-nudge')]),

    queueApplication: (step) =>
      change(step, 'pending', [
        moved(step, 'pending', sql`, confirmed_at = claim.at`),
        tellAdministrators(step, 'applications-waiting', togetherWithin(step.at)),
      ]),

    requestInformation: (step) =>
      change(step, 'information-requested', [
        moved(
          step,
          'information-requested',
          sql`, question = claim.said ->> 'question', answer = null`,
        ),
        tellApplicant(step, 'information-requested'),
      ]),

    recordAnswer: (step) =>
      change(step, 'pending', [
        moved(step, 'pending', sql`, answer = claim.said ->> 'text'`),
        tellAdministrators(step, 'applications-waiting', togetherWithin(step.at)),
      ]),

    admitMember: (step) =>
      change(step, 'active', [
        moved(
          step,
          'active',
          sql`, confirmed_at = coalesce(confirmed_at, claim.at), ${decision()}`,
        ),
        tellApplicant(step, 'approved'),
      ]),

    rejectApplication: (step) =>
      change(step, 'rejected', [
        moved(
          step,
          'rejected',
          sql`, may_reapply_on = (claim.said ->> 'mayReapplyOn')::date, ${decision()}`,
        ),
        tellApplicant(step, 'rejected', undoUntil(step.at)),
      ]),

    undoRejection: (step) =>
      change(step, 'pending', [
        moved(
          step,
          'pending',
          sql`, decided_at = null, decided_by = null, reason = null, may_reapply_on = null`,
        ),
        sql`untold as (
          update messages
          set state = 'dropped', dropped_because = 'outdated', settled_at = claim.at
          from claim
          where messages.subject = ${step.subject} and messages.kind = 'rejected' and state = 'waiting'
        )`,
      ]),

    withdrawApplication: (step) =>
      change(step, 'withdrawn', [moved(step, 'withdrawn'), tellApplicant(step, 'withdrawn')]),

    expireApplication: (step) =>
      change(step, 'expired', [moved(step, 'expired'), tellApplicant(step, 'application-expired')]),

    remindAdministrators: (step) =>
      change(step, null, [tellAdministrators(step, 'applications-reminder', step.at)]),

    remindAndApologise: (step) =>
      change(step, null, [
        tellAdministrators(step, 'applications-reminder', step.at),
        tellApplicant(step, 'undecided-apology'),
      ]),

    carryOverMember: (step) =>
      change(step, 'active', [
        sql`carried as (
          insert into memberships
            (person_id, application, stage, name, organisation, role, why, applied_at, since, confirmed_at,
             decided_at, decided_by, carried_over)
          select ${step.personId}, 1, 'active', said ->> 'name', coalesce(said ->> 'organisation', ''),
            coalesce(said ->> 'role', ''), '', since, since, since, since, actor, true
          from claim, coalesce((said ->> 'memberSince')::timestamptz, at) since
          on conflict (person_id) do update
          set stage = 'active', name = excluded.name, since = excluded.since, decided_at = excluded.decided_at,
            decided_by = excluded.decided_by, carried_over = true
        )`,
        named(step),
      ]),
  }

  async function change(
    step: MembershipStep,
    after: MembershipStage | null,
    effects: [Fragment, ...Fragment[]],
  ): Promise<MembershipSnapshot | null> {
    await bringAbout(sql, step, after, effects)
    return loadMembership(sql, workingHours, step.personId)
  }

  function moved(step: MembershipStep, stage: MembershipStage, also: Fragment = sql``): Fragment {
    return sql`moved as (
      update memberships
      set stage = ${stage}, since = claim.at ${also}
      from claim
      where person_id = ${step.personId}
    )`
  }

  function decision(): Fragment {
    return sql`decided_at = claim.at, decided_by = claim.actor,
      reason = coalesce(claim.said ->> 'reason', claim.said ->> 'note')`
  }

  function named(step: MembershipStep): Fragment {
    return sql`named as (
      update people set name = claim.said ->> 'name' from claim where people.id = ${step.personId}
    )`
  }

  function tellApplicant(step: MembershipStep, kind: string, sendAt = step.at): Fragment {
    const to = sql`select ${step.personId}::uuid as person_id from claim`
    return post(sql, step, { as: 'told_applicant', kind, to, sendAt })
  }

  /**
   * One mail for what came together: where one of this kind waits to be sent, it will name this application too. The
   * lock keeps it from being written before this one can be read.
   */
  function tellAdministrators(step: MembershipStep, kind: string, sendAt: string): Fragment {
    const to = sql`
      select administrators.person_id, jsonb_build_object('because', ${step.kind}::text) as data
      from claim, administrators
      where until is null
        and not exists (
          select from messages
          where messages.kind = ${kind} and messages.person_id = administrators.person_id
            and messages.state = 'waiting'
          for share
        )
    `
    return post(sql, step, { as: 'told_administrators', kind, to, sendAt })
  }

  function nothing(): Fragment {
    return sql`nothing as (select from claim)`
  }
}

/** Applications that are confirmed within a minute are told in one mail. */
function togetherWithin(at: string): string {
  return new Date(Date.parse(at) + 60_000).toISOString()
}
