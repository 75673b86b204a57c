import type { Fragment, Json, Sql } from '../database/connect.ts'
import type { LedgerEntry } from '../domain/ledger.ts'
import type { Opens, OrderStage, PassNews } from '../domain/order-state.ts'
import type { Step } from '../domain/process.ts'
import { grantAccess } from './access.ts'
import { leave, post, task } from './claim.ts'

/** One step of an order: which one it is, beside what every step has. */
export interface NumberedStep extends Step {
  number: string
}

/** Plain data as a parameter; the driver asks for an index signature that interfaces do not have. */
export function asJson(sql: Sql, value: object | null) {
  return value === null ? null : sql.json(value as Json)
}

/** Everything that waits for a person about an order, by the kind of its task. */
export type OrderTask =
  | 'purchase-order'
  | 'overpaid'
  | 'card-result-unknown'
  | 'refund-check'
  | 'refund-failed'
  | 'dispute'
  | 'paid-for-quote'
  | 'paid-after-close'
  | 'hosting'
  | 'write-off'
  | 'webinar-cancelled'

/**
 * The effects that steps of an order are made of. They read from `ordered`, the order's row as this step leaves it, and
 * from `seated`, the seats that have a person: id, person_id, link_version.
 */
export function orderEffects(sql: Sql) {
  return {
    ordered,
    seated,
    booked,
    admitted,
    suspended,
    ended,
    withdrawn,
    news,
    tell,
    tellPayers,
    tellAdministrators,
    waits,
    wake,
    hostingAsked,
    done,
  }

  /** The order's row with its new stage and what else changes. */
  function ordered(step: NumberedStep, after: OrderStage | null, also: Fragment = sql``): Fragment {
    return sql`ordered as (
      update orders
      set stage = coalesce(${after}, stage),
        since = case when coalesce(${after}, stage) = stage then since else claim.at end ${also}
      from claim
      where orders.number = ${step.number}
      returning orders.*
    )`
  }

  function seated(): Fragment {
    return sql`seated as (
      select seats.id, seats.person_id, seats.link_version
      from ordered
      join seats on order_number = ordered.number
      where seats.person_id is not null
    )`
  }

  function booked(step: NumberedStep, entries: LedgerEntry[]): Fragment {
    const rows = asJson(sql, entries)
    return sql`booked as (
      insert into ledger_entries (id, order_number, kind, cents, payment_id, submission, at)
      select gen_random_uuid(), ${step.number}, entry.kind, entry.cents, entry."paymentId", claim.id::text, claim.at
      from claim, jsonb_to_recordset(${rows}::jsonb) as entry (kind text, cents integer, "paymentId" uuid)
    )`
  }

  /**
   * Opens it to everybody with a seat, tells each of them once, and vouches for whoever has applied. Who has a place by
   * another order gets a second grant and no second mail; the buyer of this one may have the money back.
   */
  function admitted(
    step: NumberedStep,
    opens: Opens[],
    { invites = true, tells = true } = {},
  ): Fragment[] {
    if (opens.length === 0) return []
    const isElsewhere = sql`exists (
      select from grants
      where grants.person_id = seated.person_id and grants.webinar = ordered.webinar
        and grants.ended_at is null and grants.source <> ${step.subject}
    )`
    const invitation = sql`
      select seated.person_id, jsonb_build_object('seat', seated.id) as data,
        concat_ws('/', seated.id, seated.link_version) as revision
      from ordered, seated
      where ${invites && tells} and ordered.pays_by <> 'free' and ordered.webinar is not null`
    return [
      grantAccess(sql, step, {
        to: sql`
          select seated.person_id, ordered.webinar, seated.id as seat_id, opening.opens
          from ordered
          join webinars on slug = ordered.webinar
          cross join seated
          cross join unnest(${opens}::text[]) opening (opens)
          where opening.opens = 'recording' or webinars.ended_at is null or exists (
            select from grants
            where grants.source = ${step.subject} and grants.seat_id = seated.id
              and grants.person_id = seated.person_id and grants.opens = 'live'
          )
        `,
        tells,
      }),
      post(sql, step, {
        as: 'invited',
        kind: 'seat-invitation',
        to: sql`${invitation} and ordered.access = 'roster' and not ${isElsewhere}`,
      }),
      post(sql, step, {
        as: 'given_login',
        kind: 'shared-login',
        to: sql`${invitation} and ordered.access = 'shared-login'`,
      }),
      post(sql, step, {
        as: 'told_held_twice',
        kind: 'place-held-twice',
        to: sql`
          select ordered.buyer_id as person_id, jsonb_build_object('seat', seated.id) as data,
            concat_ws('/', seated.id, seated.link_version) as revision
          from ordered, seated
          where ${tells} and ordered.access = 'roster' and ordered.pays_by <> 'free' and ${isElsewhere}
        `,
      }),
      leave(sql, step, {
        as: 'vouched',
        kind: 'vouch',
        to: sql`
          select distinct 'membership:' || memberships.person_id as subject
          from seated
          join memberships on memberships.person_id = seated.person_id
          where memberships.stage in ('verifying', 'pending', 'information-requested')
        `,
      }),
    ]
  }

  /** Closes for a while what this order opened, and nothing that another one did. */
  function suspended(step: NumberedStep, opens: Opens[]): Fragment {
    return sql`suspended as (
      update grants set suspended_at = claim.at
      from claim
      where source = ${step.subject} and ended_at is null and suspended_at is null
        and opens = any (${opens}::text[])
    )`
  }

  function ended(step: NumberedStep): Fragment {
    return sql`ended as (
      update grants set ended_at = claim.at
      from claim
      where source = ${step.subject} and ended_at is null
    )`
  }

  /** Whoever could enter by this order only is told that the place is gone. */
  function withdrawn(step: NumberedStep): Fragment {
    return post(sql, step, {
      as: 'told_withdrawn',
      kind: 'seat-withdrawn',
      to: sql`
        select distinct mine.person_id
        from ordered
        join grants mine on mine.source = ${step.subject} and mine.ended_at is null
        where mine.person_id <> ordered.buyer_id and not exists (
          select from grants other
          where other.person_id = mine.person_id and other.webinar = mine.webinar
            and other.ended_at is null and other.source <> mine.source
        )
      `,
    })
  }

  /** Word to the pass that the order is for. */
  function news(step: NumberedStep, said: PassNews | null): Fragment[] {
    if (said === null) return []
    const to = sql`
      select 'pass:' || ordered.pass_number as subject,
        jsonb_build_object('order', ordered.number, 'receivedAt', ${step.at}::text) as facts
      from ordered
      where ordered.product = 'pass'
    `
    return [leave(sql, step, { as: 'told_pass', kind: said, to })]
  }

  /** A mail to the buyer. */
  function tell(step: NumberedStep, kind: string, about: object = {}): Fragment {
    const to = sql`
      select ordered.buyer_id as person_id, ${asJson(sql, about)}::jsonb as data from claim, ordered
    `
    return post(sql, step, { as: `told_${kind.replaceAll('-', '_')}`, kind, to })
  }

  /** A mail to whoever the invoice goes to and to the buyer, who may be the same. */
  function tellPayers(step: NumberedStep, kind: string, about: object = {}): Fragment {
    const to = sql`
      select distinct payer.id as person_id, ${asJson(sql, about)}::jsonb as data
      from claim, ordered
      cross join lateral (values (ordered.buyer_id), (ordered.bill_to_id)) payer (id)
    `
    return post(sql, step, { as: `told_${kind.replaceAll('-', '_')}`, kind, to })
  }

  function tellAdministrators(
    step: NumberedStep,
    kind: string,
    about: Fragment = sql`'{}'::jsonb`,
  ) {
    const to = sql`
      select administrators.person_id, ${about} as data
      from claim, administrators
      where until is null
    `
    return post(sql, step, { as: `woke_${kind.replaceAll('-', '_')}`, kind, to })
  }

  /** Something that waits for a person. */
  function waits(
    step: NumberedStep,
    kind: OrderTask,
    { facts = {}, dueAt = null }: { facts?: object; dueAt?: string | null } = {},
  ): Fragment {
    return task(sql, step, {
      as: `waits_${kind.replaceAll('-', '_')}`,
      kind,
      to: sql`
        select claim.id as revision, ${asJson(sql, facts)}::jsonb as facts, ${dueAt}::timestamptz as due_at
        from claim
      `,
    })
  }

  /** Something that waits for a person, with a mail about it to the administrators. */
  function wake(
    step: NumberedStep,
    kind: OrderTask,
    { facts = {}, dueAt = null }: { facts?: object; dueAt?: string | null },
  ): Fragment[] {
    const about = asJson(sql, { ...facts, task: kind, dueAt })
    return [
      waits(step, kind, { facts, dueAt }),
      tellAdministrators(step, 'order-task', sql`${about}::jsonb`),
    ]
  }

  /** Asks for the recordings to be put into the institution's own account. */
  function hostingAsked(step: NumberedStep, dueAt: string | null): Fragment[] {
    return dueAt === null ? [] : wake(step, 'hosting', { dueAt })
  }

  /** Closes what waited for a person; only what is about one thing where `about` says so. */
  function done(
    step: NumberedStep,
    kinds: OrderTask[],
    about: Record<string, string> = {},
  ): Fragment {
    return sql`done as (
      update tasks set closed_at = claim.at, closed_by = claim.actor
      from claim
      where tasks.subject = ${step.subject} and tasks.kind = any (${kinds}::text[]) and closed_at is null
        and tasks.facts @> ${sql.json(about)}::jsonb
    )`
  }
}
