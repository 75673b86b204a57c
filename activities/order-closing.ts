import { checkoutsClosed } from './card-wanted.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { due, issued, voided } from './order-invoice.ts'
import { passTerm } from './order-terms.ts'

/** How an order ends before it is paid, and how it is taken up again. */
export function orderClosingActivities(
  deps: OrderDeps,
): OrderWrites<'cancelOrder' | 'writeOff' | 'reinstateOrder'> {
  const { sql, working } = deps
  const { ordered, seated, booked, admitted, ended, withdrawn, news, tell, tellPayers, done } =
    orderEffects(sql)

  return {
    cancelOrder: (step) =>
      change(deps, step, 'cancelled', [
        ordered(
          step,
          'cancelled',
          sql`, cancelled_at = claim.at, cancelled_by = claim.actor, cancelled_reason = claim.said ->> 'reason',
            hold_at = null, pass_term = case when pass_term is null then null else coalesce(${step.news}, pass_term) end`,
        ),
        booked(step, step.entries),
        checkoutsClosed(sql, step),
        ended(step),
        withdrawn(step),
        ...voided(sql, step),
        ...news(step, step.news),
        tell(step, 'order-cancelled'),
        done(step, ['purchase-order', 'hosting', 'write-off']),
      ]),

    writeOff: (step) =>
      change(deps, step, 'written-off', [
        ordered(
          step,
          'written-off',
          sql`, written_off_at = claim.at, written_off_reason = claim.said ->> 'reason', hold_at = null,
            suspends_at = null ${passTerm(sql, step)}`,
        ),
        booked(step, step.entries),
        ended(step),
        ...news(step, step.news),
        tellPayers(step, 'written-off', { openCents: step.openCents }),
        done(step, ['hosting', 'write-off']),
      ]),

    reinstateOrder: (step) =>
      change(deps, step, step.after, [
        ordered(
          step,
          step.after,
          sql`, cancelled_at = null, written_off_at = null, dunning_from = null, recordings_suspended_at = null
            ${step.after === 'po-submitted' ? sql`` : due(sql, step, working.zone)} ${passTerm(sql, step)}`,
        ),
        seated(),
        booked(step, step.entries),
        ...(step.issues ? issued(sql, step, working.zone) : []),
        ...admitted(step, step.opens),
        ...news(step, step.news),
        tell(step, 'order-reinstated'),
        done(step, ['paid-after-close']),
      ]),
  }
}
