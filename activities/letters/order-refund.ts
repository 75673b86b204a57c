import * as letters from '../../mail/refund.ts'
import { webinarCredit } from '../../mail/webinar-move.ts'
import type { Writer } from '../outbox.ts'
import { aboutOrders, type OrderLetterDeps } from './order-about.ts'
import { dayOf, titleOf } from './order-words.ts'

/** The letters about money that goes back, and about disputes. */
export function orderRefundWriters(deps: OrderLetterDeps): Record<string, Writer> {
  const { about, ordered, deskLink } = aboutOrders(deps)

  return {
    'refund-by-check': about(async (order, message) =>
      letters.refundByCheck({
        ...(await ordered(order, message)),
        cents: Number(message.data.cents),
      }),
    ),
    'webinar-credit': about(async (order, message) =>
      webinarCredit({
        ...(await ordered(order, message)),
        title: titleOf(order),
        cents: Number(message.data.cents),
      }),
    ),
    'refund-sent': about(async (order, message) =>
      letters.refundSent({
        ...(await ordered(order, message)),
        cents: Number(message.data.cents),
        how: String(message.data.how),
      }),
    ),
    'refund-arrived': about(async (order, message) =>
      letters.refundArrived({
        ...(await ordered(order, message)),
        cents: Number(message.data.cents),
        isCredit: message.data.purpose === 'credit',
      }),
    ),
    'dispute-lost': about(async (order, message) => {
      const { reversedCents, openCents, suspendsAt } = message.data
      return letters.disputeLost({
        ...(await ordered(order, message)),
        reversedCents: Number(reversedCents),
        openCents: Number(openCents),
        suspendedOn: typeof suspendsAt === 'string' ? dayOf(suspendsAt, deps.zone) : null,
      })
    }),
    'dispute-won': decided(true),
    'dispute-lost-desk': decided(false),
  }

  function decided(isWon: boolean): Writer {
    return about((order, { data }) =>
      letters.disputeDecided({
        orderNumber: order.number,
        payer: order.organisation?.name ?? order.buyer.name ?? order.buyer.email,
        cents: Number(data.cents),
        isWon,
        openCents: Number(data.openCents),
        link: deskLink(order),
      }),
    )
  }
}
