import type { Fragment } from '../database/connect.ts'
import type { CardPart } from '../domain/order-refund.ts'
import { checkoutsClosed } from './card-wanted.ts'
import { post } from './claim.ts'
import { change, type OrderDeps, type OrderStep, type OrderWrites } from './order-change.ts'
import { asJson, type NumberedStep, type OrderTask, orderEffects } from './order-effects.ts'
import { orderPaid } from './order-paid.ts'
import { refundNoted } from './order-papers.ts'
import { passTerm } from './order-terms.ts'

/** Money that goes back: asked of Stripe, sent by a person as a check, and what Stripe says became of it. */
export function orderRefundActivities(
  deps: OrderDeps,
): OrderWrites<'refundOrder' | 'refundCredit' | 'refundSent' | 'bookRefund' | 'noteRefundRefused'> {
  const { sql } = deps
  const { ordered, booked, tellPayers, wake, ended, withdrawn, news, done } = orderEffects(sql)
  const { creditMoved } = orderPaid(deps)

  return {
    refundOrder: (step) => {
      const { after, byCard, byCheckCents, seatsLeft } = step
      const seats = seatsLeft === null ? sql`` : sql`, seats = ${seatsLeft}`
      return change(deps, step, after, [
        ordered(step, after, sql`${seats} ${over(step)} ${passTerm(sql, step)}`),
        booked(step, step.entries),
        ...asked(step, byCard, 'bought'),
        ...leaving(step),
        ...closed(step, ['refund-failed', 'webinar-cancelled']),
        ...news(step, step.news),
        ...(byCheckCents > 0
          ? [
              tellPayers(step, 'refund-by-check', { cents: byCheckCents }),
              ...wake(step, 'refund-check', { facts: { cents: byCheckCents } }),
            ]
          : []),
      ])
    },

    refundCredit: (step) => {
      const { payment, cents } = step
      const { effects, guard } = creditMoved(step, { kind: 'paid-out', cents, payment })
      return change(
        deps,
        step,
        null,
        [
          ordered(step, null),
          ...effects,
          ...asked(step, [{ payment, cents }], 'credit'),
          done(step, ['overpaid', 'paid-after-close', 'refund-failed'], { payment }),
        ],
        guard,
      )
    },

    refundSent: (step) => {
      const to = sql`
        select ordered.bill_to_id as person_id, 
          jsonb_build_object('how', claim.said ->> 'how', 'cents', ${step.cents}::integer) as data
        from claim, ordered
      `
      return change(deps, step, null, [
        ordered(step, null),
        done(step, ['refund-check']),
        refundNoted(sql, step, { cents: step.cents }),
        post(sql, step, { as: 'told_refund_sent', kind: 'refund-sent', to }),
      ])
    },

    bookRefund: (step) => {
      const { refund, creditMove, isNews } = step
      const { effects, guard } = creditMoved(step, {
        kind: creditMove?.kind ?? 'paid-out',
        cents: creditMove?.cents ?? 0,
        payment: refund.payment,
      })
      const { cents, payment, state } = refund
      const facts = { cents, payment }
      return change(
        deps,
        step,
        step.after,
        [
          ordered(step, step.after, sql`${over(step)} ${passTerm(sql, step)}`),
          booked(step, step.entries),
          kept(step),
          orderPaid(deps).heardMore(step),
          ...effects,
          ...closed(step),
          ...news(step, step.news),
          ...(isNews === 'sent' && state === 'succeeded'
            ? [
                refundNoted(sql, step, { cents, payment, purpose: refund.purpose }),
                tellPayers(step, 'refund-arrived', { cents, purpose: refund.purpose }),
              ]
            : []),
          ...(isNews === 'came-back' ? wake(step, 'refund-failed', { facts }) : []),
        ],
        guard,
      )
    },

    noteRefundRefused: (step) => {
      const { request, payment, cents, returnsCreditCents } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'from-order',
        cents: returnsCreditCents,
        payment,
      })
      return change(
        deps,
        step,
        null,
        [
          ordered(step, null),
          booked(step, step.entries),
          noted(request),
          ...effects,
          ...wake(step, 'refund-failed', { facts: { cents, payment } }),
        ],
        guard,
      )
    },
  }

  /** What ends with an order of which everything was given back; and the tasks that this settles. */
  function closed(step: NumberedStep & { endsAccess: boolean }, tasks: OrderTask[] = []) {
    if (!step.endsAccess) return tasks.length > 0 ? [done(step, tasks)] : []
    return [
      ended(step),
      withdrawn(step),
      checkoutsClosed(sql, step),
      done(step, [...tasks, 'purchase-order', 'hosting', 'write-off']),
    ]
  }

  function over({ endsAccess }: { endsAccess: boolean }): Fragment {
    return endsAccess ? sql`, hold_at = null, suspends_at = null` : sql``
  }

  /** Taken note of, so that it is not given back twice. */
  function noted(request: string): Fragment {
    return sql`noted as (
      update card_requests set state = 'dropped' from claim where card_requests.id = ${request}
    )`
  }

  /** One request to Stripe for each payment that money goes back to. */
  function asked(step: NumberedStep, parts: CardPart[], purpose: 'bought' | 'credit'): Fragment[] {
    if (parts.length === 0) return []
    const rows = asJson(sql, parts)
    return [
      sql`refunds_asked as (
        insert into card_requests (id, key, kind, subject, order_number, cents, payment_id, facts, wanted_at)
        select gen_random_uuid(), concat_ws('/', ${step.subject}::text, 'refund', claim.id, part.payment), 'refund',
          ${step.subject}, ${step.number}, part.cents, part.payment, ${sql.json({ purpose })}, claim.at
        from claim, jsonb_to_recordset(${rows}::jsonb) as part (payment uuid, cents integer)
      )`,
    ]
  }

  /** The people of seats that are given back leave at once, and the seats go with them. */
  function leaving(step: OrderStep<'refundOrder'>): Fragment[] {
    const { leaving, seatsLeft, number, subject } = step
    if (seatsLeft === null) return []
    const isLeaving = sql`seats.id = any (${leaving}::uuid[])`
    return [
      sql`given_back as (
        delete from seats
        using claim
        where seats.id in (
          select seats.id
          from seats
          where order_number = ${number} and (person_id is null or ${isLeaving})
          order by ${isLeaving} desc, position desc
          limit (select count(*) - ${seatsLeft}::integer from seats where order_number = ${number})
        )
        returning seats.person_id
      )`,
      sql`left_by_refund as (
        update grants set ended_at = claim.at
        from claim
        where source = ${subject} and ended_at is null and seat_id = any (${leaving}::uuid[])
      )`,
      post(sql, step, {
        as: 'told_given_back',
        kind: 'seat-withdrawn',
        to: sql`select person_id from given_back where person_id is not null`,
      }),
    ]
  }

  /** The refund in its own row; what Stripe says later of the same one only moves it on. */
  function kept({ refund }: OrderStep<'bookRefund'>): Fragment {
    const { request, cents, purpose, state } = refund
    return sql`refund_kept as (
      insert into card_refunds (refund, payment_id, request_id, cents, purpose, state, recorded_at)
      select ${refund.refund}, ${refund.payment}, (select id from card_requests where id::text = ${request}), ${cents},
        ${purpose}, ${state}, claim.at
      from claim
      on conflict (refund) do update set state = excluded.state
    )`
  }
}
