import { localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import { latestExpectedOn } from '../../domain/dunning.ts'
import { formatCents } from '../../domain/money.ts'
import { invoiceCarriedOver, missingFrom } from '../../readmodels/carry-over.ts'
import { passByNumber } from '../../readmodels/pass.ts'
import type { ApiDeps } from '../deps.ts'
import { wrongField } from '../problem.ts'
import { type InvoiceRow, invoiceRow } from '../requests/carry-over.ts'
import { type CarryOverKind, dollars, list, texts, whole } from './kind.ts'

/** Invoices that are open, each as an order in the state that it is in. */
export const invoices: CarryOverKind<typeof invoiceRow> = {
  row: invoiceRow,
  columns: {
    ...texts('invoice', 'name', 'email', 'organisation', 'address', 'billToName', 'billToEmail'),
    ...texts('product', 'webinar', 'pass'),
    seats: whole('seats'),
    people: list('people'),
    ...texts('purchaseOrder'),
    total: dollars('totalCents'),
    received: dollars('receivedCents'),
    ...texts('issuedOn', 'dueOn', 'checkExpectedOn', 'opens'),
  },
  key: ({ invoice }) => invoice.toLowerCase(),
  async examine(deps, row) {
    checkMoney(row)
    checkDates(row, localDate(deps.now().toISOString(), deps.organisation.zone))
    const bought = await whatWasBought(deps, row)
    const before = await invoiceCarriedOver(deps.sql, row.invoice)
    const { people, totalCents, receivedCents, issuedOn, dueOn, opens, seats = null } = row
    const open = formatCents(totalCents - receivedCents)
    return {
      made: {
        kind: 'carryOver',
        subject: { numbered: 'order' },
        facts: {
          ...bought,
          seats,
          guests: people.length,
          access: 'roster',
          totalCents,
          receivedCents,
          issuedOn,
          dueOn,
          opens,
          ...(row.checkExpectedOn ? { checkExpectedOn: row.checkExpectedOn } : {}),
        },
        body: billing(row),
      },
      would: `An order of ${formatCents(totalCents)} with ${open} open, due on ${formatDate(dueOn)}.`,
      refusal: before && `This invoice is here already, as order ${before}.`,
    }
  },
}

function checkMoney({ totalCents, receivedCents }: InvoiceRow): void {
  if (receivedCents >= totalCents) {
    throw wrongField('receivedCents', 'This invoice is paid, so it is not open.')
  }
}

function checkDates({ issuedOn, dueOn, checkExpectedOn }: InvoiceRow, today: string): void {
  if (issuedOn > today) throw wrongField('issuedOn', 'This day is still to come.')
  if (dueOn < issuedOn) throw wrongField('dueOn', 'This invoice is due before it was issued.')
  const latest = latestExpectedOn(dueOn)
  if (checkExpectedOn && checkExpectedOn > latest) {
    const message = `Please give a day until ${formatDate(latest)}, 180 days after it is due.`
    throw wrongField('checkExpectedOn', message)
  }
}

/** A place in a webinar, or the term of a pass that runs already. */
async function whatWasBought({ sql }: ApiDeps, row: InvoiceRow): Promise<object> {
  const { product, webinar, pass: number } = row
  if (product === 'pass') {
    if (webinar) throw wrongField('webinar', 'A pass is not for one webinar.')
    const pass = number ? await passByNumber(sql, number) : null
    if (pass === null || pass.endsOn === null) {
      throw wrongField('pass', 'Please bring over the pass first, and give its number.')
    }
    return { product, passProduct: pass.product, passNumber: number }
  }
  if (number) throw wrongField('pass', 'Only the invoice of a pass has the number of a pass.')
  if (!webinar) throw wrongField('webinar', 'Please say which webinar it is for.')
  if ((await missingFrom(sql, 'webinars', [webinar])).length > 0) {
    throw wrongField('webinar', 'There is no such webinar; please bring it over first.')
  }
  return { product, webinar }
}

/** Who bought and who pays: what stays in Postgres. */
function billing({
  name,
  email,
  organisation,
  address,
  billToName,
  billToEmail,
  ...row
}: InvoiceRow) {
  const billTo = {
    name: billToName ?? name,
    ...(billToEmail ? { email: billToEmail } : {}),
    ...(organisation ? { organisation } : {}),
    ...(address ? { address } : {}),
  }
  return {
    buyer: { name, email },
    billTo,
    people: row.people,
    invoiceNumber: row.invoice,
    ...(organisation ? { organisation } : {}),
    ...(row.purchaseOrder ? { purchaseOrderNumber: row.purchaseOrder } : {}),
  }
}
