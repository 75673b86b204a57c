import { addDays, formatDate } from '../../domain/date.ts'
import { type DunningKind, dunningBase } from '../../domain/dunning.ts'
import * as access from '../../mail/access.ts'
import * as dunning from '../../mail/dunning.ts'
import * as letters from '../../mail/invoice.ts'
import type { Letter } from '../../mail/letter.ts'
import * as payment from '../../mail/payment.ts'
import { checkInFull } from '../../readmodels/check.ts'
import { type Invoice, invoiceByNumber, standingInvoice } from '../../readmodels/invoice.ts'
import type { Order } from '../../readmodels/order.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'
import { aboutOrders, type OrderLetterDeps } from './order-about.ts'
import { billToLines, dayOf, moneyLines } from './order-words.ts'

/** The letters about an order's money: invoices, payments, credit, reminders and the hold. */
export function orderMoneyWriters(deps: OrderLetterDeps): Record<string, Writer> {
  const { sql, zone, organisation } = deps
  const { about, ordered, remitTo } = aboutOrders(deps)
  const w9Link = organisation.w9Url

  return {
    invoice: about(async (order, message) => {
      const invoice = await invoiceByNumber(sql, Number(message.data.invoice))
      if (invoice === null || invoice.voidedAt !== null) return null
      return letters.invoice({
        ...(await ordered(order, message)),
        invoiceNumber: invoice.number,
        issuedOn: dayOf(invoice.issuedAt, zone),
        dueOn: formatDate(order.dueOn ?? invoice.dueOn),
        netDays: invoice.termsDays,
        purchaseOrderNumber: invoice.purchaseOrderNumber,
        billTo: billToLines(invoice.billTo),
        remitTo,
        lines: moneyLines(order, invoice.lines),
        totalCents: invoice.totalCents,
        receivedCents: order.receivedCents,
        openCents: order.openCents,
        replaces: invoice.replaces,
        w9Link,
      })
    }),
    'invoice-voided': about(async (order, message) => {
      const invoice = await invoiceByNumber(sql, Number(message.data.invoice))
      return (
        invoice &&
        letters.invoiceVoided({
          ...(await ordered(order, message)),
          invoiceNumber: invoice.number,
          creditNoteNumber: null,
          amountCents: invoice.totalCents,
          reason: null,
          replacedBy: message.data.replacedBy ? invoice.replacedBy : null,
        })
      )
    }),
    'payment-received': about(async (order, message) => {
      const check = await checkFacts(message)
      if (check === null) return null
      const { openCents } = message.data
      return payment.paymentReceived({
        ...(await paid(order, message)),
        ...statement(message),
        check,
        appliedCents: Number(message.data.appliedCents),
        creditCents: Number(message.data.creditCents),
        dueOn: Number(openCents) > 0 && order.dueOn !== null ? formatDate(order.dueOn) : null,
      })
    }),
    'payment-reversed': about(async (order, message) => {
      const check = await checkFacts(message)
      const { reason, reversedCents, suspendsAt } = message.data
      return (
        check &&
        payment.paymentReversed({
          ...(await paid(order, message)),
          check,
          reason: reason === 'bounced' ? 'bounced' : 'typed-wrongly',
          reversedCents: Number(reversedCents),
          feeCents: Number(message.data.feeCents ?? 0),
          openCents: Number(message.data.openCents),
          suspendedOn: typeof suspendsAt === 'string' ? dayOf(suspendsAt, zone) : null,
        })
      )
    }),
    'credit-applied': about(async (order, message) =>
      payment.creditApplied({
        ...(await paid(order, message)),
        ...statement(message),
        appliedCents: Number(message.data.appliedCents),
        creditLeftCents: Number(message.data.creditLeftCents),
      }),
    ),
    'order-credit-kept': about(async (order, message) => {
      const check = await checkFacts(message)
      return (
        check &&
        payment.creditKept({
          name: (await ordered(order, message)).name,
          check,
          creditCents: Number(message.data.cents),
          because: whyKept(order, message),
        })
      )
    }),
    'credit-paid-out': about(async (order, message) =>
      payment.creditPaidOut({
        name: (await ordered(order, message)).name,
        amountCents: Number(message.data.cents),
        how: String(message.data.how),
        creditLeftCents: Number(message.data.creditLeftCents),
      }),
    ),
    ...reminders({
      'due-in-7-days': dunning.dueIn7Days,
      'overdue-1': dunning.overdue1,
      'overdue-14': dunning.overdue14,
      'overdue-30': dunning.overdue30,
      'hold-45': dunning.hold45,
      'hold-notice-35': (open) => dunning.holdNotice35({ ...open, holdOn: open.holdOn }),
    }),
    'hold-lifted': about(async (order, message) =>
      dunning.holdLifted({ ...(await ordered(order, message)), openCents: order.openCents }),
    ),
    'due-extended': about(async (order, message) => {
      const invoice = await standingInvoice(sql, order.number)
      if (invoice === null || order.dueOn === null || order.openCents <= 0) return null
      return dunning.dueExtended({
        ...(await ordered(order, message)),
        invoiceNumber: invoice.number,
        dueOn: formatDate(order.dueOn),
        openCents: order.openCents,
      })
    }),
    'written-off': about(async (order, message) =>
      order.stage === 'written-off'
        ? dunning.writtenOff({
            ...(await paid(order, message)),
            invoiceNumber: (await standingInvoice(sql, order.number))?.number ?? order.number,
            openCents: Number(message.data.openCents),
          })
        : null,
    ),
    'access-suspended': about(async (order, message) =>
      order.openCents > 0
        ? access.accessSuspended({
            ...(await ordered(order, message)),
            openCents: order.openCents,
          })
        : null,
    ),
  }

  /** Reminders of an invoice that is open at the moment of sending; what was paid by then is not asked for. */
  function reminders(
    kinds: Partial<Record<DunningKind, (open: OpenOrder) => Letter>>,
  ): Record<string, Writer> {
    const writers = Object.entries(kinds).map(([kind, write]): [string, Writer] => [
      kind,
      about(async (order, message) => {
        const invoice = await standingInvoice(sql, order.number)
        if (invoice === null || order.openCents <= 0 || order.stage === 'written-off') return null
        return write(await openInvoice(order, invoice, message))
      }),
    ])
    return Object.fromEntries(writers)
  }

  async function openInvoice(
    order: Order,
    invoice: Invoice,
    message: OutboxMessage,
  ): Promise<OpenOrder> {
    const dueOn = order.dueOn ?? invoice.dueOn
    const { checkExpectedOn: expectedOn, dunningFrom: restartedOn } = order
    const countedOn = dunningBase({ dueOn, expectedOn, restartedOn })
    return {
      ...(await ordered(order, message)),
      invoiceNumber: invoice.number,
      purchaseOrderNumber: invoice.purchaseOrderNumber,
      dueOn: formatDate(dueOn),
      countedOn: formatDate(countedOn),
      expectedOn: expectedOn && formatDate(expectedOn),
      holdOn: formatDate(addDays(countedOn, daysToHold)),
      receivedCents: order.receivedCents,
      openCents: order.openCents,
      remitTo,
      w9Link,
    }
  }

  async function paid(order: Order, message: OutboxMessage) {
    const invoice = await standingInvoice(sql, order.number)
    return { ...(await ordered(order, message)), invoiceNumber: invoice?.number ?? null }
  }

  async function checkFacts({ data }: OutboxMessage): Promise<payment.CheckFacts | null> {
    const check = await checkInFull(sql, String(data.check))
    return (
      check && {
        number: check.number,
        payer: check.payer,
        amountCents: check.cents,
        receivedOn: formatDate(check.receivedOn),
      }
    )
  }
}

type OpenOrder = dunning.OpenInvoice & { holdOn: string }

/** From the date that reminders count from. */
const daysToHold = 45

function statement({ data }: OutboxMessage) {
  return {
    totalCents: Number(data.totalCents),
    earlierCents: Number(data.earlierCents),
    openCents: Number(data.openCents),
  }
}

/** Why a check became credit, by the stage that its order was in when it came. */
function whyKept({ quote }: Order, { data: { stage } }: OutboxMessage) {
  if (stage === 'quoted') return 'less-than-quoted'
  if (stage === 'written-off') return stage
  return quote !== null && quote.acceptedAt === null ? 'quote-over' : 'order-closed'
}
