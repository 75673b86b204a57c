import type { Fragment } from '../database/connect.ts'
import type { CardPayment } from '../domain/card.ts'
import type { CheckoutSeen } from '../domain/order-card.ts'
import { isQuoted } from '../domain/order-state.ts'
import { cardAsked, checkoutsClosed } from './card-wanted.ts'
import { settledAt } from './claim.ts'
import { change, type OrderDeps, type OrderStep, type OrderWrites } from './order-change.ts'
import { asJson, type NumberedStep, orderEffects } from './order-effects.ts'
import { orderPaid } from './order-paid.ts'
import { receipted } from './order-papers.ts'

/** What an order's buyer pays by card, as Stripe tells it. */
export function orderCardActivities(
  deps: OrderDeps,
): OrderWrites<'askCheckout' | 'takeCardPayment' | 'keepCardPayment' | 'noteCheckouts'> {
  const { sql } = deps
  const { ordered, booked, tell, tellPayers, wake, done } = orderEffects(sql)
  const { paid, creditMoved, heardMore } = orderPaid(deps)

  return {
    askCheckout: (step) => {
      const waitsForCard = step.after === 'awaiting-card'
      return change(deps, step, step.after, [
        ordered(step, step.after, waitsForCard ? sql`, pays_by = 'card'` : sql``),
        booked(step, step.entries),
        checkoutsClosed(sql, step),
        ...cardAsked(sql, step, step),
        ...(waitsForCard ? [done(step, ['purchase-order'])] : []),
      ])
    },

    takeCardPayment: async (step) => {
      const { payment, creditCents, credit, statement } = step
      const { effects, guard } = creditMoved(step, creditFrom(step))
      const about = {
        payment: payment.payment,
        appliedCents: payment.cents - creditCents,
        creditCents,
        ...statement,
      }
      return change(
        deps,
        step,
        step.after,
        [
          ...(await paid(step)),
          ...recorded(step),
          ...effects,
          receipted(sql, step, about),
          tellPayers(step, 'card-payment-received', about),
          ...(creditCents > 0
            ? wake(step, 'overpaid', {
                facts: { payment: payment.payment, cents: creditCents, holder: credit.holder },
              })
            : []),
        ],
        guard,
      )
    },

    keepCardPayment: (step) => {
      const { payment, creditCents, credit } = step
      const { effects, guard } = creditMoved(step, creditFrom(step))
      const facts = { payment: payment.payment, cents: creditCents, holder: credit.holder }
      return change(
        deps,
        step,
        null,
        [
          ordered(step, null),
          booked(step, step.entries),
          ...recorded(step),
          ...effects,
          receipted(sql, step, { payment: payment.payment, creditCents }),
          tellPayers(step, 'card-credit-kept', { payment: payment.payment, cents: creditCents }),
          ...wake(step, isQuoted({ stage: step.after }) ? 'paid-for-quote' : 'paid-after-close', {
            facts,
          }),
        ],
        guard,
      )
    },

    noteCheckouts: (step) =>
      change(deps, step, step.after, [
        ordered(step, step.after),
        noted(step, step.checkouts),
        heard(step),
        ...(step.checkouts.length > 0 ? [done(step, ['card-result-unknown'])] : []),
        ...(step.expires ? [tell(step, 'card-expired')] : []),
      ]),
  }

  /** The payment in its own row, what is known of its page, and whether there is more to hear. */
  function recorded(
    step: NumberedStep & { payment: CardPayment; checkouts: CheckoutSeen[] },
  ): Fragment[] {
    const { payment, intent, charge, cents, receivedAt, savedCard } = step.payment
    return [
      sql`card_recorded as (
        insert into card_payments
          (id, payment_intent, charge, order_number, cents, received_at, recorded_at)
        select ${payment}, ${intent}, ${charge}, ${step.number}, ${cents}, ${receivedAt}, claim.at
        from claim
      )`,
      noted(step, step.checkouts),
      sql`card_saved as (
        insert into saved_cards (pass_number, customer, payment_method, consented_at)
        select passes.number, ${savedCard?.customer ?? null}, ${savedCard?.paymentMethod ?? null}, ordered.placed_at
        from ordered
        join passes on passes.number = ordered.pass_number
        where ordered.saves_card and ${savedCard !== null}
        on conflict (pass_number) do update
          set customer = excluded.customer, payment_method = excluded.payment_method,
            consented_at = excluded.consented_at, withdrawn_at = null
      )`,
      heardMore(step),
    ]
  }

  /** One truth without news answers everything that was told before it was asked for. */
  function heard({ subject, upTo, stage }: OrderStep<'noteCheckouts'>): Fragment {
    return sql`heard as (
      update submissions
      set settled_at = ${settledAt(sql, sql`claim.at`)}, outcome = 'applied', stage_before = ${stage}, stage_after = ${stage}
      from claim
      where submissions.subject = ${subject} and submissions.kind = 'stripeFact' and submissions.settled_at is null
        and submissions.position <= ${upTo} and submissions.id <> claim.id
    )`
  }

  function noted({ number }: NumberedStep, checkouts: CheckoutSeen[]): Fragment {
    const rows = asJson(sql, checkouts)
    return sql`noted as (
      update card_checkouts set state = seen.state, next_poll_at = null
      from claim, jsonb_to_recordset(${rows}::jsonb) as seen (session text, state text)
      where card_checkouts.session = seen.session and order_number = ${number} and card_checkouts.state = 'open'
    )`
  }

  function creditFrom({ payment, creditCents }: OrderStep<'keepCardPayment' | 'takeCardPayment'>) {
    return { kind: 'from-order', cents: creditCents, payment: payment.payment } as const
  }
}
