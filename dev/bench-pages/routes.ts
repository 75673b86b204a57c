import { Client, Connection } from '@temporalio/client'
import { Hono } from 'hono'
import { isForPeople, pageRoutes } from '../../api/pages.ts'
import { readConfig } from '../../config.ts'
import { connect } from '../../database/connect.ts'

/** What leads elsewhere at once, is only for who comes back from Stripe, or waits for Temporal to say how it is. */
const noPage = [
  '/applications',
  '/console/checks',
  '/console/deposits',
  '/console/health',
  '/orders/:number/card-return',
  '/orders/:number/checkout',
  '/registrations/:id/recording',
  '/registrations/:id/slides',
  '/sign-in/proof',
]

/** The routes of all pages that can be opened, as the server names them. */
export function routesOfPages(databaseUrl: string): string[] {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://localhost',
    PUBLIC_URL: 'http://localhost',
  })
  const client = new Client({ connection: Connection.lazy() })
  const app = new Hono()
  pageRoutes(app, {
    ...config,
    sql: connect(databaseUrl, { connections: 1 }),
    client,
    now: () => new Date(),
    report: () => undefined,
  })
  const all = app.routes
    .filter(({ method, path }) => method === 'GET' && isForPeople(path))
    .map(({ path }) => path)
  return [...new Set(all)].filter((path) => !noPage.includes(path) && !/\.(csv|ics)$/.test(path))
}
