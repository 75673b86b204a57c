import { Hono } from 'hono'

/** Short addresses of documents and files, as mails and pages write them: the API has their bytes. */
export function linkRoutes(): Hono {
  const app = new Hono()
  for (const noun of ['documents', 'files']) {
    app.get(`/${noun}/:id`, (c) =>
      c.redirect(`/api/v1${c.req.path}${new URL(c.req.url).search}`, 302),
    )
  }
  return app
}
