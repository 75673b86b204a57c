import { heartbeat } from '@temporalio/activity'
import type { Fragment, Json, Sql } from '../database/connect.ts'
import { errandsARead, type Snapshot } from '../domain/process.ts'
import {
  type Comparing,
  currency,
  type Difference,
  type IntentSeen,
} from '../domain/reconciliation.ts'
import type { Payments } from '../payments/stripe.ts'
import { orderOfStripe, stripeFactColumns, stripeFacts } from '../readmodels/stripe-fact.ts'
import { underWay } from './under-way.ts'

export interface ReconciliationActivities {
  beginReconciliation(input: { id: string; at: string }): Promise<Comparing>
  reconcileEvents(input: Comparing): Promise<void>
  reconcilePayments(input: Comparing): Promise<void>
  endReconciliation(
    input: Comparing & { at: string },
  ): Promise<Pick<Snapshot, 'outbox' | 'onward'> & { differences: number }>
}

/** Whose run hands on what a reconciliation finds and mails what it says. */
const subject = 'reconciliation'

const rowsAStatement = 100

/** Stripe lists events for so long, in days. */
const longestDays = 30

/** A payment may succeed so long after its intent was made, in hours: as long as a page is open, and a little. */
const pageHours = 25

/** Compares what Stripe lists with what was heard and booked. Every step may be begun again: nothing is done twice. */
export function reconciliationActivities({
  sql,
  stripe,
}: {
  sql: Sql
  stripe: Pick<Payments, 'listEvents' | 'listPaymentIntents'>
}): ReconciliationActivities {
  return {
    /** Goes back to where the last one that ended had begun, with an hour's overlap; the first time 30 days. */
    async beginReconciliation({ id, at }) {
      await sql`
        insert into reconciliations (id, from_at, began_at)
        select ${id}, greatest(
            coalesce(max(began_at) - interval '1 hour', '-infinity'),
            ${at}::timestamptz - interval '1 day' * ${longestDays}::integer
          ), ${at}
        from reconciliations
        where ended_at is not null
        on conflict (id) do nothing
      `
      const [begun] = await sql<Comparing[]>`
        select id, from_at as "fromAt", began_at as "beganAt" from reconciliations where id = ${id}
      `
      if (begun === undefined) throw new Error('A reconciliation that was begun is gone')
      return begun
    },

    /** Stores the events that no webhook brought, as the webhook would have. */
    async reconcileEvents({ id, fromAt, beganAt }) {
      let seen = 0
      for await (const events of pages(stripe.listEvents(fromAt))) {
        seen += events.length
        await sql`
          insert into submissions (${stripeFactColumns(sql)})
          ${stripeFacts(sql, { events, origin: subject, at: beganAt })}
          on conflict (token) do nothing
        `
        heartbeat({ seen })
      }
      await sql`
        update reconciliations
        set events_seen = ${seen}, events_stored = (
          select count(*) from submissions
          where origin = ${subject} and received_at = ${beganAt} and facts ->> 'because' = 'event'
        )
        where id = ${id}
      `
    },

    /**
     * Compares every payment that succeeded with what is booked: an order of ours that has not heard of it asks Stripe
     * anew; what differs becomes a task, once for each payment and kind of difference.
     */
    async reconcilePayments(comparing) {
      const { id, fromAt } = comparing
      const since = new Date(Date.parse(fromAt) - pageHours * 3_600_000).toISOString()
      const seen: string[] = []
      let differences = 0
      for await (const page of pages(stripe.listPaymentIntents(since))) {
        const succeeded = page.filter(({ hasSucceeded }) => hasSucceeded)
        differences += await compare(succeeded, comparing)
        seen.push(...succeeded.map(({ intent }) => intent))
        heartbeat({ seen: seen.length })
      }
      differences += await missAtStripe(seen, comparing)
      await sql`
        update reconciliations set intents_seen = ${seen.length}, differences = ${differences} where id = ${id}
      `
    },

    /**
     * Says that all was compared, and tells the administrators of new differences in one mail.
     * @returns the mails, and for each order the last that it is to hear, which brings what came before it
     */
    async endReconciliation({ id, beganAt, at }) {
      await sql`
        with ended as (
          update reconciliations set ended_at = ${at}
          where id = ${id} and ended_at is null
          returning id
        )
        insert into messages (id, key, kind, subject, sent_by, person_id, data, written_at, send_at)
        select gen_random_uuid(), concat_ws('/', 'stripe-differences', person_id, ended.id), 'stripe-differences',
          ${subject} || ':' || ended.id, ${subject}, person_id, jsonb_build_object('beganAt', ${beganAt}::text), ${at},
          ${at}
        from ended, administrators
        where until is null
          and exists (select from tasks where kind = 'stripe-difference' and opened_at = ${beganAt})
        on conflict (key) do nothing
      `
      const [ended] = await sql<{ differences: number; onward: string[] }[]>`
        select differences, array(
          select id::text
          from submissions
          where origin = ${subject} and settled_at is null
          order by position
          limit ${errandsARead}
        ) as onward
        from reconciliations
        where id = ${id}
      `
      if (ended === undefined) throw new Error('A reconciliation that was begun is gone')
      const { outbox } = await underWay(sql, subject)
      return { outbox, ...ended }
    },
  }

  async function compare(intents: IntentSeen[], { id, beganAt }: Comparing): Promise<number> {
    const [found] = await sql<{ count: number }[]>`
      with seen as (
        select intent, "order", null::text as session, cents, currency
        from jsonb_to_recordset(${sql.json(intents as unknown as Json)}::jsonb)
          as seen (intent text, "order" text, cents integer, currency text)
      ), compared as (
        select seen.*, ${orderOfStripe(sql, sql`seen`)} as ours, booked.order_number, booked.cents as booked_cents
        from seen
        left join card_payments booked on payment_intent = intent
      ), asked as (
        insert into submissions (id, token, kind, subject, actor, origin, facts, received_at)
        select gen_random_uuid(), concat_ws('/', 'reconciliation', ${id}::text, intent), 'stripeFact',
          'order:' || ours, 'stripe', ${subject}, '{"because": "reconciliation"}', ${beganAt}
        from compared
        where ours is not null and order_number is null
        on conflict (token) do nothing
      ), differing as (
        select intent, difference, coalesce(order_number, ours) as order_number, cents, booked_cents, currency
        from compared
        cross join lateral (
          values
            ('not-ours', ours is null),
            ('other-order', order_number <> ours),
            ('other-cents', booked_cents <> cents),
            ('other-currency', ours is not null and currency <> ${currency})
        ) verdicts (difference, holds)
        where holds
      ), ${tasksOpened(beganAt)}
      select count(*) as count from differing
    `
    return found?.count ?? 0
  }

  async function missAtStripe(seen: string[], { fromAt, beganAt }: Comparing): Promise<number> {
    const [found] = await sql<{ count: number }[]>`
      with differing as (
        select payment_intent as intent, ${'not-at-stripe' satisfies Difference} as difference, order_number,
          null::integer as cents, cents as booked_cents, ${currency} as currency
        from card_payments
        where received_at >= ${fromAt} and recorded_at < ${beganAt} and payment_intent <> all (${seen}::text[])
      ), ${tasksOpened(beganAt)}
      select count(*) as count from differing
    `
    return found?.count ?? 0
  }

  function tasksOpened(at: string): Fragment {
    return sql`opened as (
      insert into tasks (id, key, kind, subject, facts, opened_at)
      select gen_random_uuid(), concat_ws('/', 'stripe-difference', intent, difference), 'stripe-difference',
        coalesce('order:' || order_number, 'stripe:' || intent),
        jsonb_build_object('difference', difference, 'intent', intent, 'order', order_number, 'cents', cents,
          'bookedCents', booked_cents, 'currency', currency),
        ${at}
      from differing
      on conflict (key) do nothing
    )`
  }
}

async function* pages<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let page: T[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < rowsAStatement) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
