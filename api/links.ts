import { Hono } from 'hono'

const nouns = ['passes', 'documents', 'files']

/** The links in mails open the resource; until there are pages, as the JSON that the API shows. */
export function linkRoutes(): Hono {
  const app = new Hono()
  for (const noun of nouns) {
    const open = (path: string, url: string) => `/api/v1${path}${new URL(url).search}`
    app.get(`/${noun}`, (c) => c.redirect(open(c.req.path, c.req.url), 302))
    app.get(`/${noun}/:id/:part?`, (c) => c.redirect(open(c.req.path, c.req.url), 302))
  }
  return app
}
