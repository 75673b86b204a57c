import { Hono } from 'hono'
import type { ApiDeps } from '../../deps.ts'
import { consoleAdministratorRoutes } from './administrators.tsx'
import { consoleCarryOverRoutes } from './carry-over.tsx'
import { consoleCatalogueRoutes } from './catalogue.tsx'
import { consoleCheckRoutes } from './checks.tsx'
import { consoleDepositRoutes } from './deposits.tsx'
import { consoleHealthRoutes } from './health.tsx'
import { consoleInboxRoutes } from './inbox.tsx'
import { consoleListRoutes } from './lists.tsx'
import { consoleMailingRoutes } from './mailings.tsx'
import { consoleMilestoneRoutes } from './milestones.tsx'
import { consoleMoneyRoutes } from './money.tsx'
import { consoleSalesRoutes } from './sales.tsx'
import { consoleTemplateRoutes } from './templates.tsx'
import { consoleThingRoutes } from './things.tsx'
import { consoleWebinarMoveRoutes } from './webinar-moves.tsx'
import { consoleWebinarRoutes } from './webinars.tsx'

const all = [
  consoleAdministratorRoutes,
  consoleHealthRoutes,
  consoleTemplateRoutes,
  consoleCarryOverRoutes,
  consoleCatalogueRoutes,
  consoleCheckRoutes,
  consoleDepositRoutes,
  consoleMoneyRoutes,
  consoleSalesRoutes,
  consoleMailingRoutes,
  consoleMilestoneRoutes,
  consoleWebinarMoveRoutes,
  consoleWebinarRoutes,
  consoleInboxRoutes,
  consoleListRoutes,
  consoleThingRoutes,
]

/** The administrators' pages, under `/console`. */
export function consoleRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  for (const routes of all) app.route('/', routes(deps))
  return app
}
