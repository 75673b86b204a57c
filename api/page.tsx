import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { type Site, SiteContext } from '../web/site.ts'
import { assets } from './assets.ts'
import type { ApiDeps } from './deps.ts'
import { viewer } from './session.ts'

type Status = 200 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503

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

/** The same for when it cannot be known who is looking: something is away. */
export function showToAnybody(c: Context, deps: ApiDeps, page: Child, status: Status) {
  return html(c, siteOf(c, deps, null), page, status)
}

function siteOf(c: Context, deps: ApiDeps, person: Site['person']): Site {
  const { name, supportEmail, senderAddress, zone } = deps.organisation
  const nonce = String(c.get('secureHeadersNonce') ?? '')
  return {
    name,
    supportEmail,
    sender: senderAddress,
    zone,
    person,
    path: c.req.path,
    assets,
    nonce,
  }
}

function html(c: Context, site: Site, page: Child, status: Status) {
  if (c.res.headers.get('cache-control') === null) c.header('cache-control', 'private, no-cache')
  return c.html(<SiteContext.Provider value={site}>{page}</SiteContext.Provider>, status)
}
