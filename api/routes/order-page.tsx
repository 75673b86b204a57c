import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { orderOf } from '../../delivery/subject.ts'
import { linkToken } from '../../link.ts'
import { latestCheckout } from '../../readmodels/checkout.ts'
import { documentsOfOrder } from '../../readmodels/document.ts'
import { messages } from '../../readmodels/message.ts'
import type { Order } from '../../readmodels/order.ts'
import { moneyOfOrder, refundsUnderWay } from '../../readmodels/order-money.ts'
import { promiseMails, seatMails } from '../../readmodels/promise.ts'
import { findSeats } from '../../readmodels/seat.ts'
import { purchaseOrderFiles } from '../../readmodels/upload.ts'
import type { FormsShown } from '../../web/order/forms.ts'
import { OrderPage } from '../../web/order/order.tsx'
import type { SeatsShown } from '../../web/order/seats.tsx'
import type { ApiDeps } from '../deps.ts'
import { promisesOf } from '../promises.ts'

/** Mail about one order that its page shows. */
const mailsShown = 50

/** People of one order that its page shows at once. */
const peopleShown = 25

/** The page of an order, with one of its forms as it came back, where one did. */
export async function orderPage(
  c: Context,
  deps: ApiDeps,
  order: Order,
  { open, isNew }: Pick<FormsShown, 'open'> & { isNew: boolean },
) {
  const { sql } = deps
  const { number, webinar } = order
  const at = deps.now().toISOString()
  const query = queryOf(c)
  const [seats, documents, files, mails, checkout, money, refundingCents, kept] = await Promise.all(
    [
      peopleOf(deps, number, { asked: c.req.query(), open: open?.name ?? '' }),
      documentsOfOrder(sql, number),
      purchaseOrderFiles(sql, number),
      messages(sql, { subject: orderOf(number), limit: mailsShown, cursor: null }),
      latestCheckout(sql, { order: number, at }),
      moneyOfOrder(sql, number),
      refundsUnderWay(sql, number),
      promiseMails(sql, number),
    ],
  )
  const promises = webinar
    ? promisesOf(deps, webinar, order.acceptedAt ?? order.paidAt)
    : { attendBy: null, recordingBy: null }
  return (
    <OrderPage
      order={order}
      seats={seats}
      documents={documents.map((one) => ({ ...one, link: documentLink(deps, one.id) }))}
      files={files.map((one) => ({ ...one, link: `/files/${one.id}${query}` }))}
      mails={mails.items}
      checkout={checkout}
      money={money}
      refundingCents={refundingCents}
      promises={promises}
      kept={kept}
      forms={{ order: number, query, key: () => randomUUID(), open }}
      isNew={isNew}
    />
  )
}

/** The order's own link goes along with every form and link of its page. */
export function queryOf(c: Context): string {
  const token = c.req.query('token')
  return token ? `?${new URLSearchParams({ token })}` : ''
}

/** The people that are asked for; those with the seat whose form came back, where one did. */
async function peopleOf(
  { sql }: ApiDeps,
  order: string,
  { asked, open }: { asked: Record<string, string>; open: string },
): Promise<SeatsShown> {
  const { who = '', from = '' } = asked
  const wanted = {
    order,
    who: who.trim().slice(0, 200),
    seat: /^seats\/([\da-f-]{36})\//.exec(open)?.[1] ?? null,
    from: /^\d{1,6}$/.test(from) ? Number(from) : 0,
    limit: peopleShown,
  }
  const { rows, ...found } = await findSeats(sql, wanted)
  const seats = rows.map(({ id }) => id)
  const mails = await seatMails(sql, seats)
  const withMail = rows.map((seat) => ({
    ...seat,
    mail: mails.find((one) => one.seat === seat.id) ?? null,
  }))
  return { ...found, rows: withMail, who: wanted.who }
}

function documentLink({ secretKey }: ApiDeps, id: string): string {
  const token = linkToken(secretKey, { noun: 'document', id, version: 1 })
  return `/documents/${id}.pdf?token=${token}`
}
