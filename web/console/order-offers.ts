import { formatCents } from '../../domain/money.ts'
import type { Happened } from '../../readmodels/happened.ts'
import type { Order } from '../../readmodels/order.ts'
import { decimalOf } from './amount.ts'
import type { DeedName } from './deed.ts'
import type { Offered } from './thing.tsx'

/** The stages in which a check is waited for. */
export const owing: Order['stage'][] = ['invoiced', 'part-paid', 'overdue', 'on-hold']
const paid: Order['stage'][] = ['paid', 'part-refunded', 'disputed']
const unpaid: Order['stage'][] = ['awaiting-card', 'expired', 'po-declined']

/** What makes sense to do about an order as it stands; the process itself has the last word. */
export function offersForOrder(
  order: Order,
  creditCents: number,
  mails: readonly MailDone[],
): Offered[] {
  const { stage, openCents, receivedCents, hostingDueAt, hostedAt } = order
  const offers: [DeedName, boolean, Record<string, string>?][] = [
    ['orders/quote-acceptances', stage === 'quoted'],
    ['orders/price-agreements', stage === 'quoted', { agreedCents: decimalOf(order.totalCents) }],
    ['orders/purchase-order-acceptances', stage === 'po-submitted'],
    ['orders/purchase-order-declines', stage === 'po-submitted'],
    ['orders/seats', (order.seats ?? 0) > order.namedSeats],
    ['orders/hostings', hostingDueAt !== null && hostedAt === null],
    [
      'orders/credit-applications',
      owing.includes(stage) && creditCents > 0,
      { cents: decimalOf(Math.min(openCents, creditCents)) },
    ],
    ['orders/due-extensions', owing.includes(stage)],
    ['orders/access-releases', owing.includes(stage) && order.releasedAt === null],
    ['orders/purchase-order-number-changes', owing.includes(stage)],
    ['orders/bill-to-changes', owing.includes(stage), billTo(order)],
    ['orders/fee-waivers', owing.includes(stage) && openCents > order.totalCents - receivedCents],
    ['orders/invoice-requests', unpaid.includes(stage)],
    ['orders/stripe-checks', order.paysBy === 'card' || order.paysBy === 'saved-card'],
    ['orders/reinstatements', stage === 'cancelled' || stage === 'written-off'],
    ['orders/credit-payouts', creditCents > 0, { cents: decimalOf(Math.max(0, creditCents)) }],
    ['orders/refunds', paid.includes(stage) && receivedCents > 0],
    ['orders/write-offs', owing.includes(stage)],
    ['orders/cancellations', isCancellable(order)],
  ]
  const plain: Offered[] = offers
    .filter(([, isOffered]) => isOffered)
    .map(([name, , values = {}]) => ({
      name,
      id: order.number,
      values,
      ...(stage === 'quoted' && name === 'orders/cancellations'
        ? { label: 'Withdraw the quote' }
        : {}),
    }))
  return [...sentAgain(order, mails), ...plain, ...partRefund(order)]
}

/** A mail of the order that was sent. */
export type MailDone = Pick<Extract<Happened, { source: 'mail' }>, 'kind' | 'id'>

/** The newest paper that the buyer waits for, once more. */
function sentAgain({ stage }: Order, mails: readonly MailDone[]): Offered[] {
  const kind = stage === 'quoted' ? 'quote' : owing.includes(stage) ? 'invoice' : null
  const last = mails.find((mail) => mail.kind === kind)
  return last === undefined
    ? []
    : [
        {
          name: 'messages/resends',
          id: last.id,
          label: `Send the ${kind} again`,
          isSecondary: true,
        },
      ]
}

/** Of a line of log-ins some can be given back; what has one price for all is refunded whole, or by an amount. */
function partRefund({ number, stage, receivedCents, lines, seats }: Order): Offered[] {
  const line = lines.findIndex(({ code }) => /^(individual|team)-log-in$/.test(code))
  const unitCents = lines[line]?.unitCents
  if (!paid.includes(stage) || receivedCents === 0 || (seats ?? 0) < 2 || !unitCents) return []
  const label = `Refund log-ins at ${formatCents(unitCents)}`
  const values = { line: String(line), quantity: '1' }
  return [{ name: 'orders/line-refunds', id: number, label, values }]
}

function isCancellable({ stage, receivedCents }: Order): boolean {
  const open: Order['stage'][] = [...owing, ...unpaid, 'po-submitted', 'quoted']
  return receivedCents === 0 && open.includes(stage)
}

function billTo({ billTo: { name, organisation, address, email } }: Order): Record<string, string> {
  return {
    name: name ?? '',
    organisation: organisation ?? '',
    address: address ?? '',
    email,
  }
}
