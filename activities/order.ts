import type { OrderEffect } from '../domain/order.ts'
import type { OrderSnapshot } from '../domain/order-state.ts'
import { orderCardActivities } from './order-card.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderChargeActivities } from './order-charge.ts'
import { orderClockActivities } from './order-clock.ts'
import { orderClosingActivities } from './order-closing.ts'
import { orderDisputeActivities } from './order-dispute.ts'
import { orderMoneyActivities } from './order-money.ts'
import { carryingOver, opening } from './order-opening.ts'
import { orderQuoteActivities } from './order-quote.ts'
import { orderRefundActivities } from './order-refund.ts'
import { orderSeatActivities } from './order-seats.ts'
import { loadOrder } from './order-snapshot.ts'
import { orderTermsActivities } from './order-terms.ts'
import { orderWebinarActivities } from './order-webinar.ts'

export interface OrderActivities extends OrderWrites<OrderEffect['write']> {
  loadOrder(input: { number: string; submission?: string }): Promise<OrderSnapshot | null>
}

/** What happens to orders, each one statement; every one answers with the state after it. */
export function orderActivities(deps: OrderDeps): OrderActivities {
  const { sql, working } = deps
  return {
    loadOrder: (wanted) => loadOrder(sql, working, wanted),
    openOrder: (step) => change(deps, step, step.after, opening(sql, working, step)),
    carryOverOrder: (step) => change(deps, step, step.after, carryingOver(sql, step)),
    ...orderTermsActivities(deps),
    ...orderQuoteActivities(deps),
    ...orderMoneyActivities(deps),
    ...orderCardActivities(deps),
    ...orderChargeActivities(deps),
    ...orderRefundActivities(deps),
    ...orderDisputeActivities(deps),
    ...orderClosingActivities(deps),
    ...orderSeatActivities(deps),
    ...orderClockActivities(deps),
    ...orderWebinarActivities(deps),
  }
}
