import type { Fragment, Sql } from '../database/connect.ts'
import type { CheckChange, CheckEffect, CheckSnapshot, Share } from '../domain/check.ts'
import type { Step } from '../domain/process.ts'
import { loadCheck } from './check-snapshot.ts'
import { bringAbout, leave, post, task } from './claim.ts'
import { guardCredit, moveCredit } from './credit.ts'

export interface CheckStep extends Step, CheckChange {
  check: string
}

type Write = (step: CheckStep) => Promise<CheckSnapshot | null>

export interface CheckActivities extends Record<CheckEffect['write'], Write> {
  loadCheck(input: { check: string; submission?: string }): Promise<CheckSnapshot | null>
}

/** What happens to checks, each one statement; every one answers with the state after it. */
export function checkActivities({ sql }: { sql: Sql }): CheckActivities {
  return {
    loadCheck: (wanted) => loadCheck(sql, wanted),

    recordCheck: (step) => change(step, [given(step), ...rest(step)], recorded(step)),
    allocateCheck: (step) => change(step, [given(step), held(step), ...rest(step)]),
    moveAllocation: (step) => change(step, [taken(step), given(step)]),
    attributeCheck: (step) => change(step, [held(step), ...rest(step)]),
    reverseCheck: (step) =>
      change(step, [
        sql`reversed as (
          update checks
          set reversed_at = claim.at, reversed_by = claim.actor, reversal_reason = ${step.because}
          from claim
          where checks.id = ${step.check}
        )`,
        taken(step),
        ...rest(step),
      ]),
  }

  async function change(
    step: CheckStep,
    effects: [Fragment, ...Fragment[]],
    guard: Fragment | null = step.credit && guardCredit(sql, step.credit.account),
  ): Promise<CheckSnapshot | null> {
    const isSettled = await bringAbout(sql, step, step.after, effects, guard)
    const state = await loadCheck(sql, step)
    return isSettled || state === null ? state : { ...state, isOvertaken: true }
  }

  /**
   * The check's own row is its guard: where the same payer, number and amount stands already there is none, and
   * nothing else of the statement happens.
   */
  function recorded({ check, submission, holder, credit, at }: CheckStep): Fragment {
    const account = credit && guardCredit(sql, credit.account, 'account')
    return sql`${account ? sql`${account},` : sql``} guard as (
      insert into checks
        (id, payer, number, cents, received_on, memo, credit_holder, recorded_by, recorded_at, deposit_id)
      select ${check}, trim(said ->> 'payer'), trim(said ->> 'number'), (said ->> 'cents')::integer,
        (said ->> 'receivedOn')::date, said ->> 'memo', ${holder}, actor, ${at},
        (said ->> 'deposit')::uuid
      from submissions, lateral (select facts || body as said) sent
      where submissions.id = ${submission} and settled_at is null
        and ${account ? sql`exists (select from account)` : sql`true`}
      on conflict do nothing
      returning id
    )`
  }

  /** What orders get of it: the allocation, and word to each order. */
  function given(step: CheckStep): Fragment {
    const { check, gives } = step
    const shares = sql`jsonb_to_recordset(${json(sql, gives)}::jsonb) as share ("order" text, cents integer)`
    return sql`given as (
      insert into check_allocations (id, check_id, order_number, cents, allocated_at)
      select gen_random_uuid(), ${check}, share."order", share.cents, claim.at
      from claim, ${shares}
    ), ${leave(sql, step, {
      as: 'told_payment',
      kind: 'paymentReceived',
      to: sql`
        select 'order:' || share."order" as subject,
          jsonb_build_object('check', ${check}::text, 'cents', share.cents) as facts
        from ${shares}
      `,
    })}`
  }

  /** What orders lose of it, told to each; to the order that loses it, one that was moved was typed wrongly. */
  function taken(step: CheckStep): Fragment {
    const { check, takesFrom, because, fee } = step
    const reason = because === 'bounced' ? 'bounced' : 'typed-wrongly'
    return sql`taken as (
      update check_allocations
      set ended_at = claim.at, ended_because = ${because}
      from claim
      where check_id = ${check} and ended_at is null and order_number = any (${takesFrom})
    ), ${leave(sql, step, {
      as: 'told_reversal',
      kind: 'paymentReversed',
      to: sql`
        select 'order:' || number as subject,
          jsonb_build_object('check', ${check}::text, 'reason', ${reason}::text,
            'feeCents', case when number = ${fee?.order ?? null} then ${fee?.cents ?? 0}::integer else 0 end) as facts
        from unnest(${takesFrom}::text[]) number
      `,
    })}`
  }

  function held({ check, holder }: CheckStep): Fragment {
    return sql`held as (
      update checks set credit_holder = ${holder} from claim where checks.id = ${check}
    )`
  }

  /** What no order has: it moves the credit of its holder, who is told of a gain, and waits for a person, who is woken. */
  function rest(step: CheckStep): Fragment[] {
    const { subject, check, after, restCents, holder, credit } = step
    const waits = after === 'credit' ? 'check-unallocated' : 'check-unattached'
    const facts = sql.json({ check, cents: restCents, holder })
    const wakes = restCents > 0 && credit?.kind !== 'taken-back'
    const moved =
      credit === null ? [] : [moveCredit(sql, step, credit.account, { ...credit, payment: check })]
    return [
      sql`done as (
        update tasks set closed_at = claim.at, closed_by = claim.actor
        from claim
        where tasks.subject = ${subject} and kind in ('check-unallocated', 'check-unattached')
          and closed_at is null
      )`,
      task(sql, step, {
        as: 'waits',
        kind: waits,
        to: sql`select claim.id as revision, ${facts}::jsonb as facts from claim where ${restCents}::integer > 0`,
      }),
      post(sql, step, {
        as: 'told_administrators',
        kind: 'check-task',
        to: sql`
          select person_id
          from claim, administrators
          where until is null and ${wakes}
        `,
      }),
      ...moved,
      ...(credit?.kind === 'from-check' ? [tellHolder(step, credit.account.holder)] : []),
    ]
  }

  /** An organisation hears of its credit by whoever ordered for it last. */
  function tellHolder(step: CheckStep, holder: string): Fragment {
    const to = sql`
      select people.id as person_id from claim, people where 'person:' || people.id = ${holder}
      union all
      (
        select buyer_id
        from claim, orders
        where 'organisation:' || organisation_id = ${holder}
        order by placed_at desc, number desc
        limit 1
      )
    `
    return post(sql, step, { as: 'told_holder', kind: 'check-credit-kept', to })
  }
}

function json(sql: Sql, shares: Share[]) {
  return sql.json(shares.map(({ order, cents }) => ({ order, cents })))
}
