import { formatCents } from '../../domain/money.ts'
import type { Order } from '../../readmodels/order.ts'
import { titleOf, whatOf } from './order-words.ts'

interface ToDo {
  title: string
  happened: string
  todo: string
  facts: [label: string, value: string][]
}

const closings: Partial<Record<Order['stage'], string>> = {
  'written-off': 'written off',
  cancelled: 'canceled',
  'quote-expired': 'ended as a quote that nobody accepted',
  refunded: 'refunded',
}

/** What an administrator is asked to do about an order, by the kind of the task. */
export function toDo(
  order: Order,
  { task, cents, payment }: { task: string; cents: number; payment: string | null },
): ToDo {
  const { number, buyer, organisation } = order
  const payer = organisation?.name ?? buyer.name ?? buyer.email
  const facts: ToDo['facts'] = [
    ['Order', number],
    ['Buyer', buyer.email],
    ...(payment === null ? [] : [['Payment', payment] as [string, string]]),
    ...(cents > 0 ? [['Amount', formatCents(cents)] as [string, string]] : []),
  ]
  switch (task) {
    case 'overpaid':
      return {
        title: `${payer} paid ${formatCents(cents)} too much`,
        happened: `A payment for order ${number} (${whatOf(order)}) was more than was open. The rest
          is credit of ${payer}.`,
        todo: 'Ask them whether to use it for another order or to send it back.',
        facts,
      }
    case 'paid-after-close':
      return {
        title: `${payer} paid for order ${number}, which is closed`,
        happened: `A payment came for order ${number} (${whatOf(order)}) after it was ${
          closings[order.stage] ?? 'closed'
        }. All of it is credit of ${payer}.`,
        todo: `Ask them what they would like: the order reinstated, or quoted anew, and paid with the
          credit, another webinar or a pass, or the money back.`,
        facts,
      }
    case 'paid-for-quote':
      return {
        title: `${payer} paid for order ${number}, a quote that nobody has accepted`,
        happened: `A payment came for the quote of order ${number} (${whatOf(order)}), and it does not
          pay all of it. It is credit of ${payer}.`,
        todo: 'Ask them whether they accept the quote. When it is accepted, pay it with the credit.',
        facts,
      }
    case 'card-result-unknown':
      return {
        title: `find out whether ${payer} paid ${formatCents(cents)} by card`,
        happened: `For 72 hours Stripe has not said what became of the page on which order ${number}
          (${whatOf(order)}) was to be paid. Nobody is asked to pay again before that is known.`,
        todo: 'Look for the payment in Stripe. When Stripe answers again, the order hears it by itself.',
        facts,
      }
    case 'hosting':
      return {
        title: `put “${titleOf(order)}” into the Niche Academy account of ${payer}`,
        happened: `Order ${number} opens “${titleOf(order)}” for ${payer}, who host it in their own
          Niche Academy account.`,
        todo: 'Put it there, then say on the order that it is done. They are told by that.',
        facts: [...facts, ['Contact', order.sharedAddress ?? buyer.email]],
      }
    case 'refund-check':
      return {
        title: `send ${payer} a check for ${formatCents(cents)}`,
        happened: `A refund for order ${number} (${whatOf(order)}) was decided, and what is refunded did
          not come by card, so it goes back by check.`,
        todo: 'Send the check, then say on the order that it was sent. They are told by that.',
        facts: [...facts, ['Payable to', order.billTo.organisation ?? order.billTo.name ?? payer]],
      }
    case 'refund-failed':
      return {
        title: `a refund of ${formatCents(cents)} for order ${number} did not go through`,
        happened: `Stripe could not give the money back onto the card, which may be closed by now.`,
        todo: `Give it back by check. Where the order is refunded, or it was credit, it is credit of
          ${payer} now: pay that out. Else refund it anew, by check.`,
        facts,
      }
    case 'dispute':
      return {
        title: `answer the dispute of order ${number}`,
        happened: `The bank of the cardholder asks for ${formatCents(cents)} back. Access stays as it is
          until that is decided.`,
        todo: `Send the evidence in Stripe’s dashboard: the order, the mails and the attendance. If the
          buyer is right, accept the dispute there.`,
        facts,
      }
    case 'card-request-failed':
      return {
        title: `Stripe could not be asked about order ${number}`,
        happened: 'What was to be asked of Stripe was refused, or not answered for a day.',
        todo: 'Look at the payment in Stripe’s dashboard, and at the order, before anything is tried again.',
        facts,
      }
    default:
      return {
        title: `look at order ${number}`,
        happened: `Order ${number} (${whatOf(order)}) waits for you.`,
        todo: 'Open the order.',
        facts,
      }
  }
}
