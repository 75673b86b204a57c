import { Hono } from 'hono'
import type { ApiDeps } from './deps.ts'

/** How long readiness may take to find out, in milliseconds. */
const patience = 2_000

/** `/healthz`: the process answers. `/readyz`: Postgres does too; Temporal may be away, since what comes in is kept. */
export function healthRoutes({ sql, client }: ApiDeps): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const [postgres, temporal] = await Promise.all([
      answers(() => sql`select 1`),
      answers(() =>
        client.withDeadline(Date.now() + patience, () => client.workflowService.getSystemInfo({})),
      ),
    ])
    return c.json(
      { status: postgres ? 'ready' : 'not ready', postgres, temporal },
      postgres ? 200 : 503,
    )
  })
  return app
}

async function answers(ask: () => PromiseLike<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(resolve, patience, false).unref()
  })
  return Promise.race([Promise.resolve(ask()).then(() => true), late]).catch(() => false)
}
