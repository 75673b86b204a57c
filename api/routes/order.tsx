import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { orderOf } from '../../delivery/subject.ts'
import { linkToken } from '../../link.ts'
import { type Checkout, latestCheckout } from '../../readmodels/checkout.ts'
import { documentsOfOrder } from '../../readmodels/document.ts'
import { messages } from '../../readmodels/message.ts'
import { type Order, orderByNumber } from '../../readmodels/order.ts'
import { seatsOfOrder } from '../../readmodels/seat.ts'
import type { Filled } from '../../web/form.tsx'
import { CheckoutWait } from '../../web/order/checkout-wait.tsx'
import type { FormsShown } from '../../web/order/forms.ts'
import { OrderPage } from '../../web/order/order.tsx'
import type { ApiDeps } from '../deps.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { number } from '../requests/fields.ts'
import { buyerOrAdministrator } from '../v1/order.ts'
import { takeForm } from './form.ts'
import { orderFormOf } from './order-forms.ts'

/** Mail about one order that its page shows. */
const mailsShown = 50

/** The page of each order, by its secret link, and all that its buyer can do there. */
export function orderRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/orders/:number', async (c) => {
    const order = await seen(c)
    return show(c, deps, await page(c, order, { open: null, isNew: c.req.query('new') === 'yes' }))
  })

  app.get('/orders/:number/checkout', async (c) => {
    const order = await seen(c)
    const checkout = await checkoutSoon(deps, order.number)
    if (checkout?.state === 'open' && checkout.url) return c.redirect(checkout.url, 303)
    const back = `/orders/${order.number}${queryOf(c)}`
    const here = `/orders/${order.number}/checkout${queryOf(c)}`
    if (checkout?.state !== 'being-made') return c.redirect(back, 303)
    return show(c, deps, <CheckoutWait order={order.number} here={here} back={back} />)
  })

  app.post('/orders/:number/:form{.+}', async (c) => {
    const form = orderFormOf(c.req.param('form'))
    if (form === null) throw notFound('page')
    const order = parse(number('order'), c.req.param('number'), 'number')
    const actor = await buyerOrAdministrator(c, deps, order, form.action)
    const leadsTo = form.name === 'card-payments' ? '/checkout' : ''
    return takeForm(c, deps, {
      schema: form.schema,
      read: form.read,
      actor,
      again: async (filled) => {
        const open = { name: form.name, filled }
        return page(c, await there(order), { open, isNew: false })
      },
      submission: (values) => ({
        kind: form.kind,
        subject: orderOf(order),
        ...form.parts(values, actor),
      }),
      next: () => `/orders/${order}${leadsTo}${queryOf(c)}`,
    })
  })
  return app

  async function seen(c: Context): Promise<Order> {
    const order = parse(number('order'), c.req.param('number'), 'number')
    await buyerOrAdministrator(c, deps, order)
    return there(order)
  }

  async function there(number: string): Promise<Order> {
    return (await orderByNumber(sql, number)) ?? Promise.reject(notFound('order'))
  }

  async function page(
    c: Context,
    order: Order,
    { open, isNew }: { open: { name: string; filled: Filled } | null; isNew: boolean },
  ) {
    const { number } = order
    const at = deps.now().toISOString()
    const [seats, documents, mails, checkout] = await Promise.all([
      seatsOfOrder(sql, number),
      documentsOfOrder(sql, number),
      messages(sql, { subject: orderOf(number), limit: mailsShown, cursor: null }),
      latestCheckout(sql, { order: number, at }),
    ])
    const forms: FormsShown = { order: number, query: queryOf(c), key: () => randomUUID(), open }
    return (
      <OrderPage
        order={order}
        seats={seats}
        documents={documents.map((one) => ({ ...one, link: documentLink(deps, one.id) }))}
        mails={mails.items}
        checkout={checkout}
        forms={forms}
        isNew={isNew}
      />
    )
  }
}

/** The page for paying; a moment is waited for one that is being made. */
async function checkoutSoon({ sql, now }: ApiDeps, order: string): Promise<Checkout | null> {
  for (let tries = 0; ; tries += 1) {
    const checkout = await latestCheckout(sql, { order, at: now().toISOString() })
    if (checkout?.state !== 'being-made' || tries >= 20) return checkout
    await setTimeout(150)
  }
}

function documentLink({ secretKey }: ApiDeps, id: string): string {
  const token = linkToken(secretKey, { noun: 'document', id, version: 1 })
  return `/api/v1/documents/${id}.pdf?token=${token}`
}

function queryOf(c: Context): string {
  const token = c.req.query('token')
  return token ? `?${new URLSearchParams({ token })}` : ''
}
