import type { Hono } from 'hono'

/** What is no page of ours: files, answers to programs, letters in a frame, and what leads on at once. */
const noPages = [
  /^\/(api|assets|documents|files)\//,
  /^\/(healthz|readyz|w9\.pdf|applications)$/,
  /\.(csv|ics)$/,
  /\/html$/,
  /^\/registrations\/:id\/(recording|slides)$/,
]

/** Every route that answers with a page, in the order in which they are asked. */
export function pageRoutes(app: Hono): string[] {
  const asked = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  return [...new Set(asked)].filter((path) => !noPages.some((one) => one.test(path)))
}

/** The route that answers an address; none where no page is there. */
export function routeOf(app: Hono, address: string): string | undefined {
  const { pathname } = new URL(address, 'http://webinars.example')
  return pageRoutes(app).find((route) =>
    new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(pathname),
  )
}
