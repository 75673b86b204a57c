import { z } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { orderOf } from '../../delivery/subject.ts'
import { formatCents } from '../../domain/money.ts'
import { type CheckoutLeft, checkoutLeft } from '../../readmodels/checkout.ts'
import { type Order, orderByNumber } from '../../readmodels/order.ts'
import { CardReturn } from '../../web/order/card-return.tsx'
import { deliverInTime } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { store } from '../intake.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { number } from '../requests/fields.ts'
import { buyerOrAdministrator } from '../v1/order.ts'

const query = z.object({
  session: z
    .string('Please come here from the page for paying by card.')
    .regex(/^cs_\w{1,250}$/, 'This is not a page for paying by card.'),
})

/**
 * Where Stripe's page sends the buyer back, `GET /orders/{number}/card-return`. The one GET that stores something: the
 * fact that the buyer left the page, once a page, so that the order asks Stripe at once. It changes nothing by itself,
 * and whoever opens the link again, a mail scanner too, only sees where the order stands.
 */
export function cardReturnRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.get('/orders/:number/card-return', async (c) => {
    const order = parse(number('order'), c.req.param('number'), 'number')
    const { session } = parse(query, c.req.query())
    const actor = await buyerOrAdministrator(c, deps, order)
    if ((await checkoutLeft(deps.sql, { order, session })) === null) throw notFound('page')
    const stored = await store(deps.sql, {
      kind: 'stripeFact',
      subject: orderOf(order),
      actor,
      facts: { because: 'return' },
      token: { asItIs: `return/${session}` },
      at: deps.now().toISOString(),
    })
    await deliverInTime(deps, stored.id)
    const [shown, left] = await Promise.all([
      orderByNumber(deps.sql, order),
      checkoutLeft(deps.sql, { order, session }),
    ])
    if (shown === null || left === null) throw new Error('An order that was there is gone')
    const token = c.req.query('token')
    const link = `/orders/${order}${token ? `?token=${token}` : ''}`
    const isPaid = left.isPaymentBooked
    const said = sentence(shown, left)
    return show(c, deps, <CardReturn order={order} isPaid={isPaid} sentence={said} link={link} />)
  })
  return app
}

/** Nobody is asked to pay again until Stripe has answered. */
function sentence({ number, openCents }: Order, { state, isPaymentBooked }: CheckoutLeft): string {
  if (isPaymentBooked && openCents > 0) {
    return `Thank you: your payment is here. ${formatCents(openCents)} of order ${number} is still open.`
  }
  if (isPaymentBooked) return `Thank you: your payment is here, and order ${number} is paid.`
  if (state === 'expired') {
    return `Nothing was paid, for the page was closed before. Order ${number} still waits for its payment.`
  }
  return `The bank has not told us yet whether your payment for order ${number} went through. Please do not pay again: we write to you as soon as we know.`
}
