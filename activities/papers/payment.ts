import type { Sql } from '../../database/connect.ts'
import { receipt } from '../../documents/receipt.ts'
import { refundNote } from '../../documents/refund-note.ts'
import { formatDate } from '../../domain/date.ts'
import { cardPayment } from '../../readmodels/card-payment.ts'
import { checkInFull } from '../../readmodels/check.ts'
import { standingInvoice } from '../../readmodels/invoice.ts'
import type { Order } from '../../readmodels/order.ts'
import { billToLines, dayOf, whatOf } from '../letters/order-words.ts'
import { orderOf } from './order.ts'
import type { IssuedDocument, PaperWriter } from './paper.ts'

/** The paper for money that came, and for money that was sent back. */
export function paymentPapers({
  sql,
  zone,
}: {
  sql: Sql
  zone: string
}): Record<'receipt' | 'refund-note', PaperWriter> {
  return {
    receipt: async (issued) => {
      const order = await orderOf(sql, issued)
      const invoice = await standingInvoice(sql, order.number)
      return receipt({
        number: issued.number,
        order: order.number,
        invoice: invoice?.number ?? null,
        what: capital(whatOf(order)),
        billTo: billToLines(order.billTo),
        purchaseOrderNumber: order.purchaseOrderNumber,
        creditCents: Number(issued.data.creditCents),
        applied: appliedOf(issued),
        ...(await paymentOf(issued)),
      })
    },

    'refund-note': async (issued) => {
      const order = await orderOf(sql, issued)
      const { cents, how = null, purpose } = issued.data
      return refundNote({
        number: issued.number,
        order: order.number,
        what: capital(whatOf(order)),
        refundedOn: dayOf(issued.issuedAt, zone),
        sentBy: how === null ? 'Card' : String(how),
        refundedTo: refundedTo(order),
        cents: Number(cents),
        isCredit: purpose === 'credit',
      })
    },
  }

  async function paymentOf({ id, data }: IssuedDocument) {
    if (data.check !== undefined) {
      const check = await checkInFull(sql, String(data.check))
      if (check === null) throw new Error(`Document ${id} is of no check`)
      return {
        paidBy: `Check ${check.number} from ${check.payer}`,
        paidCents: check.cents,
        receivedOn: formatDate(check.receivedOn),
      }
    }
    const payment = await cardPayment(sql, String(data.payment))
    if (payment === null) throw new Error(`Document ${id} is of no payment`)
    return { paidBy: 'Card', paidCents: payment.cents, receivedOn: dayOf(payment.receivedAt, zone) }
  }
}

/** What a payment did to its order; null where all of it became credit. */
function appliedOf({ data }: IssuedDocument) {
  if (data.appliedCents === undefined) return null
  return {
    totalCents: Number(data.totalCents),
    earlierCents: Number(data.earlierCents),
    appliedCents: Number(data.appliedCents),
    openCents: Number(data.openCents),
  }
}

function refundedTo({ billTo }: Order): string {
  return billToLines(billTo)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
