import { isQuoted } from '../domain/order-state.ts'
import { post } from './claim.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { asJson, orderEffects } from './order-effects.ts'
import { orderPaid } from './order-paid.ts'
import { receipted } from './order-papers.ts'

/** Payments and credit of an order, each with what it opens or leaves behind. */
export function orderMoneyActivities(
  deps: OrderDeps,
): OrderWrites<
  'receivePayment' | 'keepPayment' | 'reversePayment' | 'applyCredit' | 'waiveFee' | 'payOutCredit'
> {
  const { sql } = deps
  const { ordered, booked, tellPayers, wake } = orderEffects(sql)
  const { paid, reopened, noticeEnds, creditMoved } = orderPaid(deps)

  return {
    receivePayment: async (step) => {
      const { check, cents, creditCents, credit, statement } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'from-order',
        cents: creditCents,
        payment: check,
      })
      const about = { check, appliedCents: cents - creditCents, creditCents, ...statement }
      return change(
        deps,
        step,
        step.after,
        [
          ...(await paid(step)),
          ...effects,
          receipted(sql, step, about),
          tellPayers(step, 'payment-received', about),
          ...(creditCents > 0
            ? wake(step, 'overpaid', {
                facts: { check, cents: creditCents, holder: credit.holder },
              })
            : []),
        ],
        guard,
      )
    },

    applyCredit: async (step) => {
      const { cents, credit, statement } = step
      const { effects, guard } = creditMoved(step, { kind: 'to-order', cents })
      const about = { appliedCents: cents, creditLeftCents: credit.cents - cents, ...statement }
      return change(
        deps,
        step,
        step.after,
        [...(await paid(step)), ...effects, tellPayers(step, 'credit-applied', about)],
        guard,
      )
    },

    keepPayment: (step) => {
      const { check, creditCents, credit } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'from-order',
        cents: creditCents,
        payment: check,
      })
      const facts = { check, cents: creditCents, holder: credit.holder }
      return change(
        deps,
        step,
        null,
        [
          ordered(step, null),
          booked(step, step.entries),
          ...effects,
          receipted(sql, step, { check, creditCents }),
          tellPayers(step, 'order-credit-kept', {
            check,
            cents: creditCents,
            stage: step.after,
          }),
          ...wake(step, isQuoted({ stage: step.after }) ? 'paid-for-quote' : 'paid-after-close', {
            facts,
          }),
        ],
        guard,
      )
    },

    reversePayment: (step) => {
      const { check, takenBackCents, reversedCents, openCents, feeCents, reason } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'taken-back',
        cents: takenBackCents,
        payment: check,
      })
      const suspendsAt = step.givesNotice ? noticeEnds(step.at) : null
      const about = { check, reason, reversedCents, openCents, feeCents, suspendsAt }
      return change(
        deps,
        step,
        step.after,
        [
          ordered(step, step.after, reopened(step, suspendsAt)),
          booked(step, step.entries),
          ...effects,
          ...(reversedCents + feeCents > 0 ? [tellPayers(step, 'payment-reversed', about)] : []),
        ],
        guard,
      )
    },

    waiveFee: async (step) => change(deps, step, step.after, [...(await paid(step))]),

    payOutCredit: (step) => {
      const { cents, credit } = step
      const { effects, guard } = creditMoved(step, { kind: 'paid-out', cents })
      const about = asJson(sql, { cents, creditLeftCents: credit.cents - cents })
      const told = post(sql, step, {
        as: 'told_paid_out',
        kind: 'credit-paid-out',
        to: sql`
          select ordered.buyer_id as person_id,
            ${about}::jsonb || jsonb_build_object('how', claim.said ->> 'how') as data
          from claim, ordered
        `,
      })
      return change(deps, step, null, [ordered(step, null), ...effects, told], guard)
    },
  }
}
