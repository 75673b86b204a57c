import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Knobs } from '../knobs.ts'
import { RefusalError } from '../refusal.ts'
import type { StandIn } from '../stand-in.ts'
import { DashboardPage } from './dashboard.tsx'

/** A page for whoever develops, and each knob as a POST of its own. */
export function dashboardRoutes(
  standIn: StandIn,
  knobs: Knobs & { awayFor: (seconds: number) => void },
): Hono {
  const app = new Hono()
  const turn = (path: string, act: (c: Context, form: Record<string, unknown>) => unknown) =>
    app.post(`/_stand-in/${path}`, async (c) => {
      try {
        act(c, await c.req.parseBody())
      } catch (error) {
        return c.html(<DashboardPage standIn={standIn} said={sentenceOf(error)} />, 422)
      }
      return c.redirect('/', 303)
    })
  const idOf = (c: Context) => c.req.param('id') ?? ''
  app.get('/', (c) => c.html(<DashboardPage standIn={standIn} />))
  turn('faults', (_, form) => {
    const { kind, times, only } = fault.parse(form)
    knobs.plan(kind, only === '' ? { times } : { times, only })
  })
  turn('latency', (_, form) => knobs.latency(count.parse(form.ms)))
  turn('away', (_, form) => knobs.awayFor(count.parse(form.seconds)))
  turn('lose', (_, form) => knobs.loseEvents(count.parse(form.times)))
  turn('copies', (_, form) => knobs.sendEventsTimes(count.parse(form.copies)))
  turn('hold', () => knobs.holdEvents())
  turn('release', (_, form) => knobs.releaseEvents(order.parse(form.order)))
  turn('sessions/:id/expire', (c) => knobs.expire(idOf(c)))
  turn('payments/:id/refund', (c) => knobs.refund(idOf(c)))
  turn('payments/:id/dispute', (c) => knobs.dispute(idOf(c)))
  turn('refunds/:id/settle', (c) => knobs.settleRefund(idOf(c)))
  turn('refunds/:id/fail', (c) => knobs.failRefund(idOf(c)))
  turn('disputes/:id/won', (c) => knobs.closeDispute(idOf(c), 'won'))
  turn('disputes/:id/lost', (c) => knobs.closeDispute(idOf(c), 'lost'))
  turn('events/:id/resend', (c) => knobs.resend(idOf(c)))
  return app
}

const count = z.coerce.number().int().min(0).max(1_000_000)
const order = z.enum(['as-happened', 'reversed']).optional()
const fault = z.object({
  kind: z.enum(['cut', 'failed', 'failed-after', 'rate-limited']),
  times: count,
  only: z.string().default(''),
})

function sentenceOf(error: unknown): string {
  if (error instanceof RefusalError) return error.message
  if (error instanceof z.ZodError) return 'That is none of the choices.'
  throw error
}
