import { formatDate } from '../../domain/date.ts'
import * as letters from '../../mail/order.ts'
import * as desk from '../../mail/order-desk.ts'
import { freeRegistration } from '../../mail/registration.ts'
import { cardPayment } from '../../readmodels/card-payment.ts'
import { checkInFull } from '../../readmodels/check.ts'
import { latestInvoice, standingInvoice } from '../../readmodels/invoice.ts'
import type { Order } from '../../readmodels/order.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'
import { aboutOrders, type OrderLetterDeps } from './order-about.ts'
import { cheaperAdvice } from './order-advice.ts'
import { toDo } from './order-tasks.ts'
import {
  billToLines,
  dayOf,
  moneyLines,
  opensOf,
  peopleOf,
  sessionOf,
  titleOf,
  whatOf,
} from './order-words.ts'

/** The letters about an order as such, to its buyer and to the administrators. */
export function orderWriters(deps: OrderLetterDeps): Record<string, Writer> {
  const { sql, zone } = deps
  const { about, ordered, deskLink } = aboutOrders(deps)

  return {
    'order-received': about(async (order, message) =>
      letters.orderReceived({
        ...(await ordered(order, message)),
        lines: moneyLines(order),
        totalCents: order.totalCents,
        opens: opensOf(order),
        payment: paymentOf(order),
        // Who had a quote has been told with it.
        advice: order.quote === null ? await cheaperAdvice(sql, order) : null,
      }),
    ),
    'free-registration': about(async (order, message) =>
      freeRegistration({
        ...(await ordered(order, message)),
        title: titleOf(order),
        session:
          order.webinar && !order.webinar.hasEnded
            ? sessionOf(order.webinar, message.time_zone)
            : null,
        passNumber: order.passNumber ?? '',
        includes: order.includes,
      }),
    ),
    'purchase-order-accepted': about(async (order, message) =>
      letters.purchaseOrderAccepted({
        ...(await ordered(order, message)),
        purchaseOrderNumber: order.purchaseOrderNumber ?? '',
        opens: opensOf(order),
        people: peopleOf(order),
      }),
    ),
    'purchase-order-declined': about(async (order, message) =>
      order.stage === 'po-declined'
        ? letters.purchaseOrderDeclined({
            ...(await ordered(order, message)),
            purchaseOrderNumber: order.purchaseOrderNumber ?? '',
            reason: order.declinedReason ?? '',
          })
        : null,
    ),
    'order-cancelled': about(async (order, message) =>
      order.stage === 'cancelled' && order.paysBy !== 'saved-card'
        ? letters.orderCancelled({
            ...(await ordered(order, message)),
            by: order.cancelledBy?.startsWith('buyer') ? 'buyer' : 'us',
            reason: order.cancelledReason,
            voidedInvoiceNumber: (await latestInvoice(sql, order.number))?.number ?? null,
          })
        : null,
    ),
    'order-reinstated': about(async (order, message) =>
      letters.orderReinstated({
        ...(await ordered(order, message)),
        openCents: order.openCents,
      }),
    ),
    'access-released': about(async (order, message) =>
      order.openCents > 0
        ? letters.accessReleased({
            ...(await ordered(order, message)),
            openCents: order.openCents,
          })
        : null,
    ),
    'purchase-order-waiting': about((order) =>
      order.stage === 'po-submitted' ? purchaseOrderWaiting(order) : null,
    ),
    'write-off-proposal-120': about(async (order) => {
      const invoice = await standingInvoice(sql, order.number)
      if (invoice === null || order.openCents <= 0) return null
      return desk.writeOffProposal120({
        orderNumber: order.number,
        invoiceNumber: invoice.number,
        buyer: order.buyer.name ?? order.buyer.email,
        organisation: order.organisation?.name ?? null,
        what: whatOf(order),
        dueOn: formatDate(order.dueOn ?? invoice.dueOn),
        openCents: order.openCents,
        link: deskLink(order),
      })
    }),
    'order-task': about(async (order, message) => desk.task(await taskOf(order, message))),
  }

  function purchaseOrderWaiting(order: Order) {
    const { purchaseOrderNumber, buyer, organisation, checkExpectedOn } = order
    return desk.purchaseOrderWaiting({
      orderNumber: order.number,
      purchaseOrderNumber: purchaseOrderNumber ?? '',
      buyer: buyer.name ?? buyer.email,
      buyerEmail: buyer.email,
      organisation: organisation?.name ?? null,
      billTo: billToLines(order.billTo),
      lines: moneyLines(order),
      totalCents: order.totalCents,
      expectedOn: checkExpectedOn && formatDate(checkExpectedOn),
      link: deskLink(order),
    })
  }

  async function taskOf(order: Order, { data }: OutboxMessage) {
    const check = typeof data.check === 'string' ? await checkInFull(sql, data.check) : null
    const card = typeof data.payment === 'string' ? await cardPayment(sql, data.payment) : null
    return {
      ...toDo(order, {
        task: String(data.task),
        cents: Number(data.cents ?? 0),
        payment: check ? `check ${check.number}` : (card?.paymentIntent ?? null),
      }),
      dueAt: typeof data.dueAt === 'string' ? dayOf(data.dueAt, zone) : null,
      words: null,
      link: deskLink(order),
    }
  }
}

function paymentOf({ paysBy, purchaseOrderNumber }: Order) {
  return paysBy === 'purchase-order'
    ? ({ by: paysBy, purchaseOrderNumber: purchaseOrderNumber ?? '' } as const)
    : ({ by: 'invoice' } as const)
}
