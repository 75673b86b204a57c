import { formatDate } from '../../domain/date.ts'
import * as letters from '../../mail/card.ts'
import { cardPayment } from '../../readmodels/card-payment.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'
import { aboutOrders, type OrderLetterDeps } from './order-about.ts'
import { dayOf } from './order-words.ts'

/** The letters about paying by card. */
export function orderCardWriters(deps: OrderLetterDeps): Record<string, Writer> {
  const { sql, zone } = deps
  const { about, ordered } = aboutOrders(deps)

  return {
    'card-payment-received': about(async (order, message) => {
      const payment = await cardPayment(sql, String(message.data.payment))
      return (
        payment &&
        letters.cardPaymentReceived({
          ...(await ordered(order, message)),
          ...centsOf(message),
          paidCents: payment.cents,
          receivedOn: dayOf(payment.receivedAt, zone),
        })
      )
    }),
    'card-credit-kept': about(async (order, message) =>
      letters.cardCreditKept({
        ...(await ordered(order, message)),
        creditCents: Number(message.data.cents),
      }),
    ),
    'paid-twice-credit': about(async (order, message) =>
      letters.paidTwiceCredit({
        ...(await ordered(order, message)),
        creditCents: Number(message.data.cents),
      }),
    ),
    'card-expired': about(async (order, message) =>
      order.stage === 'expired'
        ? letters.cardExpired({
            ...(await ordered(order, message)),
            openCents: order.openCents,
          })
        : null,
    ),
    'renewal-declined': about(async (order, message) => {
      const { retryOn } = message.data
      return order.openCents > 0
        ? letters.renewalDeclined({
            ...(await ordered(order, message)),
            openCents: order.openCents,
            retryOn: typeof retryOn === 'string' ? formatDate(retryOn) : null,
          })
        : null
    }),
  }
}

function centsOf({ data }: OutboxMessage) {
  return {
    appliedCents: Number(data.appliedCents),
    creditCents: Number(data.creditCents),
    totalCents: Number(data.totalCents),
    earlierCents: Number(data.earlierCents),
    openCents: Number(data.openCents),
  }
}
