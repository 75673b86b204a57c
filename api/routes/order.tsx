import { setTimeout } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { orderOf } from '../../delivery/subject.ts'
import { type Checkout, latestCheckout } from '../../readmodels/checkout.ts'
import { type Order, orderByNumber } from '../../readmodels/order.ts'
import type { Filled } from '../../web/form.tsx'
import { CheckoutWait } from '../../web/order/checkout-wait.tsx'
import type { ApiDeps } from '../deps.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { number } from '../requests/fields.ts'
import { buyerOrAdministrator } from '../v1/order.ts'
import { takeForm } from './form.ts'
import { fileForms, takeFile } from './order-files.ts'
import { orderFormOf } from './order-forms.ts'
import { orderPage, queryOf } from './order-page.tsx'

/** The page of each order, by its secret link, and all that its buyer can do there. */
export function orderRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/orders/:number', async (c) => {
    const order = await seen(c)
    const isNew = c.req.query('new') === 'yes'
    return show(c, deps, await orderPage(c, deps, order, { open: null, isNew }))
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
    const name = c.req.param('form')
    const form = orderFormOf(name)
    const kind = fileForms[name]
    if (form === null && kind === undefined) throw notFound('page')
    const order = parse(number('order'), c.req.param('number'), 'number')
    const actor = await buyerOrAdministrator(c, deps, order, form?.action)
    const again = async (filled: Filled) =>
      orderPage(c, deps, await there(order), { open: { name, filled }, isNew: false })
    const next = `/orders/${order}${name === 'card-payments' ? '/checkout' : ''}${queryOf(c)}`
    if (kind !== undefined) return takeFile(c, deps, { order, kind, actor, again, next })
    if (form === null) throw notFound('page')
    return takeForm(c, deps, {
      schema: form.schema,
      read: form.read,
      actor,
      again,
      submission: (values) => ({
        kind: form.kind,
        subject: orderOf(order),
        ...form.parts(values, actor),
      }),
      next: () => next,
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
}

/** The page for paying; a moment is waited for one that is being made. */
async function checkoutSoon({ sql, now }: ApiDeps, order: string): Promise<Checkout | null> {
  for (let tries = 0; ; tries += 1) {
    const checkout = await latestCheckout(sql, { order, at: now().toISOString() })
    if (checkout?.state !== 'being-made' || tries >= 20) return checkout
    await setTimeout(150)
  }
}
