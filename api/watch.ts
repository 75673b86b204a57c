import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import type { Metrics } from '../operating/metrics.ts'
import { traced } from '../operating/tracing.ts'
import type { SubmissionStatus } from '../readmodels/submission.ts'

/** What hears of everything that goes through the API. */
export interface Watch {
  /** Around every request. */
  request: MiddlewareHandler
  /** What came of something that was sent in, while its sender waited. */
  submission: (status: SubmissionStatus) => void
}

/** Counts, logs and traces: each request by its route, which names nobody, and each submission by its ids. */
export function createWatch({ log, metrics }: { log: Logger; metrics: Metrics }): Watch {
  return {
    async request(c, next) {
      const { method } = c.req
      const begun = performance.now()
      const { route, status } = await traced(method, async () => {
        await next()
        return { route: routePath(c), status: c.res.status }
      })
      const seconds = (performance.now() - begun) / 1_000
      metrics.request({ method, route, status, seconds })
      log[levelOf(status)]({ method, route, status, ms: Math.round(seconds * 1_000) }, 'answered')
    },

    submission({ id, kind, subject, outcome }) {
      metrics.submission({ kind, outcome: outcome ?? 'received' })
      log.info({ submission: id, workflowId: subject, kind, outcome }, 'sent in')
    },
  }
}

/** What goes well is mentioned where it was sent in, and what was read not at all; 503 may be many at once. */
function levelOf(status: number): 'error' | 'warn' | 'info' | 'debug' {
  if (status >= 500) return status === 503 ? 'warn' : 'error'
  return status >= 400 && status !== 404 ? 'info' : 'debug'
}
