import { cardAsked } from './card-wanted.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { voided } from './order-invoice.ts'
import { orderPaid } from './order-paid.ts'

/** What happens to a renewal that is charged to the card saved for its pass, and to one that was paid twice. */
export function orderChargeActivities(
  deps: OrderDeps,
): OrderWrites<'noteDecline' | 'chargeAgain' | 'turnIntoCredit'> {
  const { sql } = deps
  const { ordered, booked, tell, tellPayers, wake } = orderEffects(sql)
  const { creditMoved } = orderPaid(deps)

  return {
    noteDecline: (step) =>
      change(deps, step, step.after, [
        ordered(step, step.after),
        tell(step, 'renewal-declined', { retryOn: step.retryOn }),
      ]),

    chargeAgain: (step) =>
      change(deps, step, null, [ordered(step, null), ...cardAsked(sql, step, step)]),

    turnIntoCredit: (step) => {
      const { creditCents, credit, payment } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'from-order',
        cents: creditCents,
        payment,
      })
      return change(
        deps,
        step,
        'cancelled',
        [
          ordered(step, 'cancelled', sql`, cancelled_at = claim.at, cancelled_by = claim.actor`),
          booked(step, step.entries),
          ...voided(sql, step),
          ...effects,
          tellPayers(step, 'paid-twice-credit', { cents: creditCents }),
          ...wake(step, 'overpaid', {
            facts: { payment, cents: creditCents, holder: credit.holder },
          }),
        ],
        guard,
      )
    },
  }
}
