import { Hono } from 'hono'
import type { ApiDeps } from '../../deps.ts'
import { consoleInboxRoutes } from './inbox.tsx'
import { consoleListRoutes } from './lists.tsx'
import { consoleMailingRoutes } from './mailings.tsx'
import { consoleWebinarRoutes } from './webinars.tsx'

const all = [consoleMailingRoutes, consoleWebinarRoutes, consoleInboxRoutes, consoleListRoutes]

/** The administrators' pages, under `/console`. */
export function consoleRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  for (const routes of all) app.route('/', routes(deps))
  return app
}
