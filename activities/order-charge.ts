import { cardAsked } from './card-wanted.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'

/** What happens to a renewal that is charged to the card saved for its pass. */
export function orderChargeActivities(deps: OrderDeps): OrderWrites<'noteDecline' | 'chargeAgain'> {
  const { sql } = deps
  const { ordered, tell } = orderEffects(sql)

  return {
    noteDecline: (step) =>
      change(deps, step, step.after, [
        ordered(step, step.after),
        tell(step, 'renewal-declined', { retryOn: step.retryOn }),
      ]),

    chargeAgain: (step) =>
      change(deps, step, null, [ordered(step, null), ...cardAsked(sql, step, step)]),
  }
}
