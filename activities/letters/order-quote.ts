import { addDays, formatDate } from '../../domain/date.ts'
import { quoteHeldDays } from '../../domain/order-quote.ts'
import * as letters from '../../mail/quote.ts'
import type { Order, QuoteOfOrder } from '../../readmodels/order.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'
import { aboutOrders, type OrderLetterDeps } from './order-about.ts'
import { cheaperAdvice } from './order-advice.ts'
import { billToLines, moneyLines } from './order-words.ts'

/** The letters about a quote, as long as nobody has accepted it. */
export function orderQuoteWriters(deps: OrderLetterDeps): Record<string, Writer> {
  const { sql } = deps
  const { about, ordered } = aboutOrders(deps)

  return {
    quote: aboutQuote('quoted', async (order, quote, message) =>
      letters.quote({
        ...(await quoted(order, quote, message)),
        quotedFor: billToLines(order.billTo),
        purchaseOrderNumber: order.purchaseOrderNumber,
        lines: moneyLines(order),
        totalCents: order.totalCents,
        isAnew: quote.version > 1,
        advice: await cheaperAdvice(sql, order),
      }),
    ),
    'quote-ends-14': ends(14),
    'quote-ends-3': ends(3),
    'quote-expired': aboutQuote('quote-expired', async (order, quote, message) =>
      letters.quoteExpired(await quoted(order, quote, message)),
    ),
  }

  function ends(daysLeft: number): Writer {
    return aboutQuote('quoted', async (order, quote, message) =>
      letters.quoteEnds({
        ...(await quoted(order, quote, message)),
        totalCents: order.totalCents,
        daysLeft,
      }),
    )
  }

  function aboutQuote(
    stage: Order['stage'],
    write: (
      order: Order,
      quote: QuoteOfOrder,
      message: OutboxMessage,
    ) => Promise<ReturnType<typeof letters.quote>>,
  ): Writer {
    return about(async (order, message) =>
      order.stage === stage && order.quote !== null ? write(order, order.quote, message) : null,
    )
  }

  async function quoted(order: Order, quote: QuoteOfOrder, message: OutboxMessage) {
    const { name, what, link } = await ordered(order, message)
    return {
      name,
      what,
      link,
      quoteNumber: quote.number,
      quotedOn: formatDate(addDays(quote.heldUntil, -quoteHeldDays)),
      heldUntil: formatDate(quote.heldUntil),
    }
  }
}
