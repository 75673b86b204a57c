import { checkoutsClosed } from './card-wanted.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { voided } from './order-invoice.ts'
import { orderPaid } from './order-paid.ts'

/** What an order does when its webinar has another date, or none. */
export function orderWebinarActivities(
  deps: OrderDeps,
): OrderWrites<'followWebinar' | 'creditForWebinar' | 'holdForWebinar'> {
  const { sql } = deps
  const { ordered, booked, ended, tellPayers, waits, done } = orderEffects(sql)
  const { creditMoved } = orderPaid(deps)

  return {
    followWebinar: (step) => change(deps, step, null, [ordered(step, null)]),

    creditForWebinar: (step) => {
      const { creditCents, payment } = step
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
          ordered(
            step,
            'cancelled',
            sql`, cancelled_at = claim.at, cancelled_by = claim.actor, cancelled_reason = claim.said ->> 'reason',
              hold_at = null, suspends_at = null`,
          ),
          booked(step, step.entries),
          checkoutsClosed(sql, step),
          ...voided(sql, step),
          ended(step),
          ...effects,
          tellPayers(step, 'webinar-credit', { cents: creditCents }),
          done(step, ['purchase-order', 'hosting', 'write-off']),
        ],
        guard,
      )
    },

    holdForWebinar: (step) =>
      change(deps, step, null, [
        ordered(step, null),
        waits(step, 'webinar-cancelled', { facts: { cents: step.cents } }),
      ]),
  }
}
