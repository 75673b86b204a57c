import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { asJson, orderEffects } from './order-effects.ts'
import { due, issued } from './order-invoice.ts'
import { submitted } from './order-opening.ts'
import { acceptance, heldUntil, nextVersion, quoted } from './order-quote-rows.ts'

/** What happens to a quote: it is accepted, gets another price, is reminded of, and ends. */
export function orderQuoteActivities(
  deps: OrderDeps,
): OrderWrites<'acceptQuote' | 'agreePrice' | 'remindOfQuote' | 'expireQuote'> {
  const { sql, working } = deps
  const { zone } = working
  const { ordered, booked, news, tell } = orderEffects(sql)

  return {
    acceptQuote: (step) => {
      const isInvoiced = step.after === 'invoiced'
      return change(deps, step, step.after, [
        ordered(
          step,
          step.after,
          sql`, purchase_order_number = coalesce(claim.said ->> 'purchaseOrderNumber', purchase_order_number)
            ${acceptance(sql, isInvoiced ? 'invoice' : 'purchase-order')} ${isInvoiced ? due(sql, step, zone) : sql``}`,
        ),
        booked(step, step.entries),
        ...(isInvoiced ? issued(sql, step, zone) : submitted(sql, working, step)),
        tell(step, 'order-received'),
      ])
    },

    agreePrice: (step) =>
      change(deps, step, null, [
        ordered(
          step,
          null,
          sql`, lines = ${asJson(sql, step.lines)}::jsonb, total_cents = ${step.totalCents}
            , quoted_until = ${heldUntil(step.at, zone)}, price_agreed_by = claim.actor ${nextVersion(sql)}`,
        ),
        ...quoted(sql, step, zone),
      ]),

    remindOfQuote: (step) =>
      change(deps, step, null, [ordered(step, null), tell(step, step.reminder)]),

    expireQuote: (step) =>
      change(deps, step, 'quote-expired', [
        ordered(step, 'quote-expired'),
        ...news(step, step.news),
        tell(step, 'quote-expired'),
      ]),
  }
}
