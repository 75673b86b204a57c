import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { cutOff } from './api.ts'
import type { Knobs } from './knobs.ts'
import { checkoutRoutes } from './pages/checkout-routes.tsx'
import { dashboardRoutes } from './pages/dashboard-routes.tsx'
import { style } from './pages/style.ts'
import type { StandIn } from './stand-in.ts'

/** Everything that the stand-in answers: Stripe's API, its hosted pages, and a page of its own. */
export function standInApp(
  standIn: StandIn,
  knobs: Knobs & { awayFor: (seconds: number) => void },
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.all('/v1/*', async (c) => {
    const { pathname: path, search } = new URL(c.req.url)
    const header = (name: string) => c.req.header(name) ?? ''
    const answer = await standIn.api.answer({
      method: c.req.method,
      path,
      search,
      body: await c.req.text(),
      headers: {
        authorization: header('authorization'),
        idempotencyKey: header('idempotency-key'),
        version: header('stripe-version'),
      },
    })
    if (answer !== cutOff) return new Response(answer.body, answer)
    c.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  })
  app.use(async (c, next) => {
    await next()
    c.header('content-security-policy', "default-src 'none'; style-src 'self'")
    c.header('referrer-policy', 'no-referrer')
    c.header('x-content-type-options', 'nosniff')
  })
  app.get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.route('/', checkoutRoutes(standIn))
  app.route('/', dashboardRoutes(standIn, knobs))
  return app
}
