import { type Context, Hono } from 'hono'
import { authenticateSession, expireWhatIsDue, paySession } from '../sessions.ts'
import type { StandIn } from '../stand-in.ts'
import {
  AuthenticationPage,
  CheckoutPage,
  ClosedPage,
  MissingPage,
  ReceiptPage,
  type Shown,
} from './checkout.tsx'
import { emptyForm, readFilled, readPayment, withCard } from './payment-form.ts'

/** The pages that a buyer sees at Stripe. */
export function checkoutRoutes(standIn: StandIn): Hono {
  const app = new Hono()
  const { books } = standIn.account
  const shownBy = (c: Context): Shown | undefined => {
    expireWhatIsDue(standIn.account)
    const id = c.req.param('id') ?? ''
    const [session, wish] = [books.sessions.get(id), books.wishes.get(id)]
    return session && wish && { session, wish, merchant: standIn.merchant }
  }
  app.get('/c/pay/:id', (c) => {
    const shown = shownBy(c)
    if (!shown) return c.html(<MissingPage />, 404)
    if (shown.session.status !== 'open') return c.html(<ClosedPage shown={shown} />)
    return c.html(<CheckoutPage shown={shown} filled={emptyForm(emailOf(standIn, shown))} />)
  })
  app.post('/c/pay/:id', async (c) => {
    const shown = shownBy(c)
    if (!shown) return c.html(<MissingPage />, 404)
    if (shown.session.status !== 'open') return c.html(<ClosedPage shown={shown} />)
    return pay(c, standIn, shown, await c.req.parseBody())
  })
  app.get('/c/pay/:id/authenticate', (c) => {
    const shown = shownBy(c)
    if (!shown) return c.html(<MissingPage />, 404)
    const intent = books.intents.get(String(shown.session.payment_intent))
    const isAsked = shown.session.status !== 'complete' && intent?.status === 'requires_action'
    if (!isAsked) return c.redirect(`/c/pay/${shown.session.id}`, 303)
    return c.html(<AuthenticationPage shown={shown} />)
  })
  app.post('/c/pay/:id/authenticate', async (c) => {
    const shown = shownBy(c)
    if (!shown) return c.html(<MissingPage />, 404)
    const { decision } = await c.req.parseBody()
    const attempt = authenticateSession(standIn.account, shown.session, decision === 'complete')
    standIn.keep()
    if (attempt.outcome === 'paid') return c.redirect(successUrl(shown), 303)
    if (attempt.outcome !== 'declined') return c.redirect(`/c/pay/${shown.session.id}`, 303)
    const filled = emptyForm(emailOf(standIn, shown))
    const page = <CheckoutPage shown={shown} filled={filled} refusal={attempt.message} />
    return c.html(page, 402)
  })
  app.get('/receipts/:id', (c) => {
    const charge = books.charges.get(c.req.param('id'))
    if (!charge) return c.html(<MissingPage />, 404)
    return c.html(<ReceiptPage charge={charge} merchant={standIn.merchant} />)
  })
  return app
}

function pay(c: Context, standIn: StandIn, shown: Shown, form: Record<string, unknown>) {
  const filled = readFilled(form)
  if (typeof form.pick === 'string') {
    return c.html(<CheckoutPage shown={shown} filled={withCard(filled, form.pick)} />)
  }
  const read = readPayment(filled, {
    now: new Date(standIn.account.now() * 1_000),
    needsAddress: shown.wish.billing_address_collection === 'required',
  })
  if ('mistakes' in read) {
    return c.html(<CheckoutPage shown={shown} filled={filled} mistakes={read.mistakes} />, 422)
  }
  const attempt = paySession(standIn.account, shown.session, read)
  standIn.keep()
  if (attempt.outcome === 'paid') return c.redirect(successUrl(shown), 303)
  if (attempt.outcome === 'authenticates') {
    return c.redirect(`/c/pay/${shown.session.id}/authenticate`, 303)
  }
  const refusal = attempt.outcome === 'declined' ? attempt.message : undefined
  return c.html(<CheckoutPage shown={shown} filled={filled} refusal={refusal} />, 402)
}

function successUrl({ session }: Shown): string {
  return (session.success_url ?? '/').replace('{CHECKOUT_SESSION_ID}', session.id)
}

function emailOf({ account }: StandIn, { session }: Shown): string {
  const customer = account.books.customers.get(String(session.customer))
  return session.customer_email ?? customer?.email ?? ''
}
