import { ApplicationFailure } from '@temporalio/activity'
import type { Fragment, Json, Sql } from '../database/connect.ts'
import { StripeFailure } from '../payments/failure.ts'
import type { Payments } from '../payments/stripe.ts'
import { type CardRequestRow, keyOf, readCardRequest } from './card-request-row.ts'
import { lineOf } from './letters/order-words.ts'
import type { Links } from './links.ts'

export interface CardRequestActivities {
  askStripe(input: { id: string; at: string }): Promise<{ onward: string | null }>
  giveUpCardRequest(input: { id: string; at: string }): Promise<void>
}

/** Stripe opens no page for less; it is asked a minute earlier. */
const shortestPageMs = 31 * 60_000

/** What came of a request: its state, what it made, and the command that it leaves for its order. */
interface Outcome {
  state: 'done' | 'failed' | 'dropped'
  stripeId?: string
  code?: string
  leaves?: 'stripeFact' | 'chargeDeclined' | 'refundRefused'
  /** More to write with it, from `settled`. */
  also?: Fragment
}

/** What was decided, asked of Stripe under a key of its own, so that one request has one effect. */
export function cardRequestActivities({
  sql,
  payments,
  links,
}: {
  sql: Sql
  payments: Payments
  links: Links
}): CardRequestActivities {
  return {
    /**
     * Makes one request and writes what came of it, in one statement; made again after a crash it has the same effect.
     * @returns the command that it left for its order; null when there is none
     * @throws StripeAway, which is retried, when Stripe did not answer or asked to wait
     */
    async askStripe({ id, at }) {
      const request = await readCardRequest(sql, id)
      if (request === null) return { onward: null }
      return { onward: await settle(request, await outcomeOf(request, at), at) }
    },

    /** After a day without an answer a person is asked to look. */
    async giveUpCardRequest({ id, at }) {
      const request = await readCardRequest(sql, id)
      if (request !== null)
        await settle(request, { state: 'failed', code: 'no-answer', ...after(request) }, at)
    },
  }

  async function outcomeOf(request: CardRequestRow, at: string): Promise<Outcome> {
    try {
      return await made(request, at)
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error
      if (error.kind === 'try-again') throw away(error.code)
      if (error.kind === 'stored') return afterStoredFailure(request)
      return { state: 'failed', code: error.code, ...after(request) }
    }
  }

  async function made(request: CardRequestRow, at: string): Promise<Outcome> {
    const key = keyOf(request)
    const { facts } = request
    switch (request.kind) {
      case 'checkout':
        return openPage(request, at)
      case 'expire':
        await payments.expireCheckout(key, facts.session ?? '')
        return { state: 'done', leaves: 'stripeFact' }
      case 'refund': {
        const refund = await payments.createRefund(key, refundOf(request))
        return { state: 'done', stripeId: refund, leaves: 'stripeFact' }
      }
      case 'charge': {
        if (request.payment_method === null)
          return { state: 'failed', code: 'no-card', ...after(request) }
        const intent = await payments.createCharge(key, chargeOf(request))
        return { state: 'done', stripeId: intent, leaves: 'stripeFact' }
      }
      case 'detach':
        await payments.detachCard(key, facts.paymentMethod ?? '')
        return { state: 'done' }
    }
  }

  async function openPage(request: CardRequestRow, at: string): Promise<Outcome> {
    const { order, lines, title, cents, facts } = request
    const { expiresAt = at, savesCard = false } = facts
    const isTooLate = Date.parse(expiresAt) - Date.parse(at) < shortestPageMs
    if (isTooLate) return { state: 'dropped', leaves: 'stripeFact' }
    const target = { noun: 'order', id: order, version: request.link_version } as const
    const totalCents = lines.reduce((sum, line) => sum + line.totalCents, 0)
    const isWhole = totalCents === cents
    const page = await payments.createCheckout(keyOf(request), {
      order,
      request: request.id,
      lines: isWhole
        ? lines.map((line) => ({ ...line, name: lineOf(line, title) }))
        : [{ name: `Rest of order ${order}: ${title}`, quantity: 1, unitCents: cents }],
      email: request.email,
      description: `Order ${order}`,
      note: null,
      expiresAt,
      savesCard,
      successUrl: `${links.to(target, '/card-return')}&session={CHECKOUT_SESSION_ID}`,
      cancelUrl: links.to(target),
    })
    return { state: 'done', stripeId: page.session, also: opened(page, at) }
  }

  function opened(page: { session: string; url: string; expiresAt: string }, at: string): Fragment {
    const { session, url, expiresAt } = page
    return sql`opened as (
      insert into card_checkouts
        (session, request_id, order_number, cents, url, made_at, expires_at, next_poll_at)
      select ${session}, id, order_number, cents, ${url}, ${at}, ${expiresAt}, ${at}::timestamptz + interval '1 minute'
      from settled
    )`
  }

  /** It may have happened all the same; else it is asked again under the next key. */
  async function afterStoredFailure(request: CardRequestRow): Promise<Outcome> {
    const found = await foundAfterAll(request)
    if (found !== null) return { state: 'done', stripeId: found, leaves: 'stripeFact' }
    await sql`
      update card_requests set key_version = key_version + 1
      where id = ${request.id} and key_version = ${request.key_version}
    `
    throw away('stored-failure')
  }

  async function foundAfterAll(request: CardRequestRow): Promise<string | null> {
    if (request.kind === 'refund') return payments.findRefund(refundOf(request))
    return request.kind === 'charge' ? payments.findCharge(chargeOf(request)) : null
  }

  /** The state of the request, the page where one was made, and the command that it leaves; or nothing, when it was settled before. */
  async function settle(
    { id }: CardRequestRow,
    outcome: Outcome,
    at: string,
  ): Promise<string | null> {
    const { state, stripeId = null, code = null, leaves, also } = outcome
    const needsPerson = state === 'failed' && (leaves === undefined || leaves === 'stripeFact')
    const [left] = await sql<{ id: string }[]>`
      with settled as (
        update card_requests
        set state = ${state}, stripe_id = ${stripeId}, error_code = ${code}, settled_at = ${at}
        where id = ${id} and state = 'wanted'
        returning id, subject, order_number, cents, kind
      ), asked as (
        insert into tasks (id, key, kind, subject, facts, opened_at)
        select gen_random_uuid(), 'card-request-failed/' || id, 'card-request-failed', subject,
          jsonb_build_object('request', kind, 'code', ${code}::text, 'cents', cents), ${at}
        from settled
        where ${needsPerson}
        on conflict (key) do nothing
        returning subject, facts
      ), woken as (
        insert into messages (id, key, kind, subject, person_id, data, written_at, send_at)
        select gen_random_uuid(), concat_ws('/', 'order-task', person_id, subject, ${id}::text), 'order-task', subject,
          person_id, facts || '{"task": "card-request-failed"}', ${at}, ${at}
        from asked, administrators
        where until is null and subject like 'order:%'
        on conflict (key) do nothing
      ) ${also ? sql`, ${also}` : sql``}, left_behind as (
        insert into submissions (id, token, kind, subject, actor, origin, facts, received_at)
        select gen_random_uuid(), concat_ws('/', id, ${leaves ?? ''}::text), ${leaves ?? ''}, subject, 'stripe', subject,
          ${sql.json(factsOf(id, leaves, code) as Json)}, ${at}
        from settled
        where ${leaves !== undefined}
        on conflict (token) do nothing
        returning id
      )
      select id from left_behind
    `
    return left?.id ?? null
  }
}

/** What a request that will not be made leaves for its order. */
function after({ kind }: CardRequestRow): Pick<Outcome, 'leaves'> {
  if (kind === 'charge') return { leaves: 'chargeDeclined' }
  if (kind === 'refund') return { leaves: 'refundRefused' }
  return kind === 'detach' ? {} : { leaves: 'stripeFact' }
}

function factsOf(request: string, leaves: Outcome['leaves'], code: string | null): object {
  return leaves === 'stripeFact' ? { because: 'request' } : { request, code }
}

function refundOf({ id, order, intent, cents, facts }: CardRequestRow) {
  const purpose = facts.purpose ?? 'bought'
  return { order, request: id, intent: intent ?? '', cents, purpose }
}

function chargeOf({ id, order, customer, payment_method: method, cents }: CardRequestRow) {
  return {
    order,
    request: id,
    customer: customer ?? '',
    paymentMethod: method ?? '',
    cents,
    description: `Order ${order}`,
  }
}

function away(code: string): ApplicationFailure {
  return ApplicationFailure.create({ type: 'StripeAway', message: code })
}
