import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { look } from '../measure.ts'
import { read } from './route.ts'

const health = z
  .object({
    at: z.iso.datetime(),
    database: z.looseObject({}).nullable(),
    processes: z.looseObject({}).nullable(),
  })
  .openapi('Health')

/** How the product is, for programs: what waits and since when, who works, and what is parked. */
export function healthRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/health',
    summary:
      'What waits and since when, workers and their versions, and what is parked; null is away',
    tag: 'health',
    answer: health,
    read: async (_, c) => {
      await administrator(c, deps, 'see the desk')
      const { rows, processes } = await look(deps)
      return { at: deps.now().toISOString(), database: rows, processes }
    },
  })
}
