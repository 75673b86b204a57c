import type { Sql } from '../database/connect.ts'
import { checkoutsClosed } from './card-wanted.ts'
import { change, type OrderDeps, type OrderStep, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { hostingDueAt } from './order-hosting.ts'
import { due, issued } from './order-invoice.ts'
import { nextVersion, quoted } from './order-quote-rows.ts'

/** What an order is paid by, when, by whom and under which number; and access before the money. */
export function orderTermsActivities(
  deps: OrderDeps,
): OrderWrites<
  | 'acceptPurchaseOrder'
  | 'declinePurchaseOrder'
  | 'payByInvoice'
  | 'changeBillTo'
  | 'changePurchaseOrderNumber'
  | 'extendDue'
  | 'releaseAccess'
> {
  const { sql, working } = deps
  const { zone } = working
  const effects = orderEffects(sql)
  const { ordered, seated, admitted, booked, news, tell, tellPayers, done } = effects

  return {
    acceptPurchaseOrder: (step) =>
      change(deps, step, step.after, [
        ordered(
          step,
          step.after,
          sql`, accepted_at = claim.at, accepted_by = claim.actor ${due(sql, step, zone)}`,
        ),
        seated(),
        ...issued(sql, step, zone),
        ...admitted(step, step.opens),
        tell(step, 'purchase-order-accepted'),
        done(step, ['purchase-order']),
      ]),

    declinePurchaseOrder: (step) =>
      change(deps, step, 'po-declined', [
        ordered(
          step,
          'po-declined',
          sql`, declined_at = claim.at, declined_reason = claim.said ->> 'reason'`,
        ),
        tell(step, 'purchase-order-declined'),
        done(step, ['purchase-order']),
      ]),

    payByInvoice: (step) =>
      change(deps, step, step.after, [
        ordered(step, step.after, sql`, pays_by = 'invoice' ${due(sql, step, zone)}`),
        ...issued(sql, step, zone),
        checkoutsClosed(sql, step),
      ]),

    changeBillTo: (step) =>
      change(deps, step, step.after, [
        payer(sql),
        ordered(
          step,
          step.after,
          sql`, bill_to = claim.said -> 'billTo', bill_to_id = (select id from payer) ${requoted(step)}`,
        ),
        ...readdressed(step),
      ]),

    changePurchaseOrderNumber: (step) =>
      change(deps, step, step.after, [
        ordered(
          step,
          step.after,
          sql`, purchase_order_number = claim.said ->> 'purchaseOrderNumber' ${requoted(step)}`,
        ),
        ...readdressed(step),
      ]),

    extendDue: (step) =>
      change(deps, step, step.after, [
        ordered(
          step,
          step.after,
          sql`, due_on = ${step.dueOn}, hold_at = null, dunning_from = null, dunning_began_at = claim.at
            ${passTerm(sql, step)}`,
        ),
        seated(),
        ...admitted(step, step.opens),
        ...news(step, step.news),
        tellPayers(step, 'due-extended'),
        ...(step.wasOnHold ? [tellPayers(step, 'hold-lifted')] : []),
        done(step, ['write-off']),
      ]),

    releaseAccess: async (step) => {
      const hostedBy = await hostingDueAt(deps, step)
      return change(deps, step, null, [
        ordered(
          step,
          null,
          sql`, released_at = claim.at, released_by = claim.actor, released_reason = claim.said ->> 'reason',
            suspends_at = null, recordings_suspended_at = null,
            hosting_due_at = coalesce(hosting_due_at, ${hostedBy}) ${passTerm(sql, step)}`,
        ),
        seated(),
        ...admitted(step, step.opens),
        ...news(step, step.news),
        tell(step, 'access-released'),
        ...effects.hostingAsked(step, hostedBy),
      ])
    },
  }

  function readdressed(step: OrderStep<'changeBillTo'> | OrderStep<'changePurchaseOrderNumber'>) {
    return [
      booked(step, step.entries),
      ...(step.reissues ? issued(sql, step, zone) : []),
      ...(step.requotes ? quoted(sql, step, zone) : []),
    ]
  }

  function requoted({ requotes }: { requotes: boolean }) {
    return requotes ? nextVersion(sql) : sql``
  }
}

function payer(sql: Sql) {
  return sql`payer as (
    select known_person(gen_random_uuid(), said -> 'billTo' ->> 'email') as id from claim
  )`
}

/** What the pass was told last. */
export function passTerm(sql: Sql, { news }: { news: string | null }) {
  return sql`, pass_term = coalesce(${news}, pass_term)`
}
