import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { counted, overdueQuery, parkedOnes, turnQuery } from '../../../delivery/standing.ts'
import type { Actor } from '../../../domain/process.ts'
import { Health, type ProcessesShown } from '../../../web/console/health.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { look } from '../../measure.ts'
import { show } from '../../page.tsx'
import { temporalLink, temporalQueryLink } from './outcome.ts'

/** So many parked processes are listed, and so long all of it may take, in milliseconds. */
const listed = 50
const patience = 2_000

/** Whose turn it can be, in the words of the page. */
const turns: [Actor, string][] = [
  ['administrator', 'An administrator’s'],
  ['applicant', 'An applicant’s'],
  ['person', 'A person’s'],
  ['buyer', 'A buyer’s'],
  ['attendee', 'An attendee’s'],
  ['host', 'A host’s'],
  ['bank', 'A bank’s'],
  ['stripe', 'Stripe’s'],
]

/** How the product is, for whoever keeps it running. */
export function consoleHealthRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.get('/console/health', async (c) => {
    await administrator(c, deps, 'see the desk')
    const [{ rows, processes }, more] = await Promise.all([look(deps), lookCloser(deps)])
    if (rows === null) throw new HTTPException(503)
    const shown = processes && more && { ...processes, ...more }
    return show(c, deps, <Health at={deps.now().toISOString()} rows={rows} processes={shown} />)
  })
  return app
}

/** Which are parked and whose turn it is; null when Temporal does not answer. */
async function lookCloser(deps: ApiDeps): Promise<Pick<ProcessesShown, 'parked' | 'turns'> | null> {
  const { client } = deps
  const queries = turns.map(([actor, title]) => ({ title, query: turnQuery(actor) }))
  queries.push({ title: 'Overdue, whoever’s', query: overdueQuery(deps.now().toISOString()) })
  const asked = Promise.all([
    parkedOnes(client, { limit: listed, patienceMs: patience }),
    counted(
      client,
      queries.map(({ query }) => query),
      patience,
    ),
  ])
  const found = await asked.catch(() => null)
  if (found === null) return null
  const [parked, counts] = found
  return {
    parked: parked.map((one) => ({ ...one, href: temporalLink(deps, one.subject) })),
    turns: queries.map(({ title, query }, index) => ({
      title,
      count: counts[index] ?? 0,
      href: temporalQueryLink(deps, query),
    })),
  }
}
