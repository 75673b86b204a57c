import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { alike } from '../database/alike.ts'
import { onePer } from '../database/one-per.ts'
import { type Site, SiteContext } from '../web/site.ts'
import { assets } from './assets.ts'
import type { ApiDeps } from './deps.ts'
import { viewer } from './session.ts'

type Status = 200 | 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503

/** Answers with a page in the frame of the site: for whom, and with which looks. */
export async function show(
  c: Context,
  deps: ApiDeps,
  page: Child,
  status: Status = 200,
): Promise<Response> {
  const { person } = await viewer(c, deps)
  return html(c, siteOf(c, deps, person), page, status)
}

/**
 * The same for a page that many open at once, as when a mail has gone out to thousands: made once for all who ask for the
 * same address with the same cookie at the same time. `page` reads what it shows, and refuses who may not see it.
 */
export async function showToAll(
  c: Context,
  deps: ApiDeps,
  page: () => Child | Promise<Child>,
): Promise<Response> {
  const { html, nonce } = await together(deps)(
    `${c.req.url} ${c.req.header('cookie')}`,
    async () => {
      const { person } = await viewer(c, deps)
      const site = siteOf(c, deps, person)
      return { html: await textOf(site, await page()), nonce: site.nonce }
    },
  )
  return c.html(html.replaceAll(nonce, nonceOf(c)))
}

const together = onePer((_: ApiDeps) => alike<{ html: string; nonce: string }>())

/** The same for when it cannot be known who is looking: something is away. */
export function showToAnybody(c: Context, deps: ApiDeps, page: Child, status: Status) {
  return html(c, siteOf(c, deps, null), page, status)
}

function siteOf(c: Context, deps: ApiDeps, person: Site['person']): Site {
  const { name, supportEmail, senderAddress, zone } = deps.organisation
  return {
    name,
    supportEmail,
    sender: senderAddress,
    zone,
    person,
    path: c.req.path,
    assets,
    nonce: nonceOf(c),
  }
}

function nonceOf(c: Context): string {
  return String(c.get('secureHeadersNonce') ?? '')
}

async function html(c: Context, site: Site, page: Child, status: Status): Promise<Response> {
  return c.html(await textOf(site, page), status)
}

async function textOf(site: Site, page: Child): Promise<string> {
  const framed = <SiteContext.Provider value={site}>{page}</SiteContext.Provider>
  return `${await framed.toString()}`
}
