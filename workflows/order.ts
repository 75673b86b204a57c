import * as wf from '@temporalio/workflow'
import type { CardTruthActivities } from '../activities/card-truth.ts'
import type { OrderActivities } from '../activities/order.ts'
import { balanceOf } from '../domain/ledger.ts'
import { formatCents } from '../domain/money.ts'
import { decideOrder, isOrderDone, type OrderCommand, type OrderEffect } from '../domain/order.ts'
import { elapseOrder } from '../domain/order-clock.ts'
import {
  type OrderSnapshot,
  type OrderTimer,
  type PlacedOrder,
  unnamedSeats,
} from '../domain/order-state.ts'
import { orderMessages } from './order-messages.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable, type Summarised } from './writes.ts'

const { readCardTruth } = wf.proxyActivities<CardTruthActivities>({
  startToCloseTimeout: '30s',
  // As long as Stripe is away; what it said is asked for anew each time.
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
})

/**
 * One order, `order:<number>`, from its price to the last cent and the last seat. Started by placing it; waits for the
 * purchase order to be accepted and for the money, reminding by the ladder from the due date; opens the webinar to its
 * people as it is accepted and paid. Ends when its money is settled and nothing is left to wait for; grants outlive it,
 * and whatever comes later, such as a check that bounces a year on, begins a new run.
 */
export async function order(number: string): Promise<string> {
  const writes = durable<OrderActivities>()
  return runProcess<OrderSnapshot, OrderTimer, OrderCommand, OrderEffect>({
    id: number,
    subject: `order:${number}`,
    about: { orderNumber: number },
    messages: orderMessages,
    load: (submission) =>
      writes.loadOrder(
        submission === undefined ? { number } : { number, submission },
        'read where the order stands',
      ),
    consult: async ({ event = null }) => ({
      truth: await readCardTruth.executeWithOptions(
        { summary: 'ask Stripe where the money stands' },
        [{ order: number, event: typeof event === 'string' ? event : null }],
      ),
    }),
    decide: decideOrder,
    elapse: elapseOrder,
    write: (effect, step, summary) => bringAbout(writes, { ...step, ...effect, number }, summary),
    isDone: isOrderDone,
    details,
  })
}

/** The effect's name says which activity takes its values; that they fit is what `OrderEffect` says. */
function bringAbout(
  writes: Summarised<OrderActivities>,
  { write, ...step }: OrderEffect & { number: string },
  summary: string,
): Promise<OrderSnapshot | null> {
  const activity = writes[write] as (step: object, summary: string) => Promise<OrderSnapshot | null>
  return activity(step, summary)
}

function details(state: OrderSnapshot): string {
  if (state.stage === 'unplaced') return 'Asked for, and not placed yet.'
  const { receivedCents, openCents } = balanceOf(state.ledger)
  const next = state.timers[0]
  return [
    `**${state.stage}** since ${inWords(state.awaitingSince)}: ${seatsOf(state)} ${state.product}.`,
    `Received ${formatCents(receivedCents)}, open ${formatCents(openCents)}.`,
    waitingFor(state),
    next ? `Next by the clock: ${next.kind}, ${inWords(next.at)}.` : 'Nothing more by the clock.',
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal.',
  ].join('\n\n')
}

function seatsOf({ seats, named }: PlacedOrder): string {
  return seats === null ? `${named} people,` : `${named} of ${seats} seats named,`
}

function waitingFor(state: PlacedOrder): string {
  if (state.stage === 'po-submitted') {
    return 'Waits for an administrator: acceptPurchaseOrder or declinePurchaseOrder.'
  }
  if (state.stage === 'quoted') {
    return `A quote that nobody owes for, held until ${state.quote?.heldUntil ?? '—'}: waits for the buyer to acceptQuote; an administrator may agreePrice.`
  }
  if (state.stage === 'awaiting-card') {
    return 'Waits for the buyer to pay by card; stripeFact asks Stripe anew.'
  }
  if (state.stage === 'expired')
    return 'Expired unpaid: waits for switchToCard, payByInvoice or cancel.'
  if (state.stage === 'po-declined') return 'Waits for the buyer: payByInvoice or cancel.'
  if (state.isHostingOpen) return `To be hosted by ${inWords(state.dueAt)}; then hostingDone.`
  if (unnamedSeats(state) > 0) return 'Waits for the buyer to name the people: assignSeats.'
  return state.awaiting === 'buyer'
    ? `Waits for the money, due ${state.dueOn ?? '—'}.`
    : 'Waits for nobody.'
}
