import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Entered, Entering } from './session.ts'

/** `session` is who is signed in; `browser` is which browser asked for a mail, until it is used. */
export type CookieName = 'session' | 'browser'

type Site = { publicUrl: string }

/** So long a browser keeps a cookie, in seconds; what it opens may be over before. */
const kept: Record<CookieName, number> = { session: 60 * 86_400, browser: 86_400 }

export function readCookie(c: Context, { publicUrl }: Site, name: CookieName): string | null {
  return getCookie(c, nameIn(publicUrl, name)) || null
}

export function writeCookie(
  c: Context,
  { publicUrl }: Site,
  { name, value }: { name: CookieName; value: string },
): void {
  setCookie(c, nameIn(publicUrl, name), value, { ...attributes(publicUrl), maxAge: kept[name] })
}

export function dropCookie(c: Context, { publicUrl }: Site, name: CookieName): void {
  deleteCookie(c, nameIn(publicUrl, name), attributes(publicUrl))
}

/** Who wants to sign in, as far as the request says. */
export function entering(c: Context, site: Site): Entering {
  return {
    browser: readCookie(c, site, 'browser') ?? '',
    before: readCookie(c, site, 'session'),
    userAgent: (c.req.header('user-agent') ?? '').slice(0, 300),
  }
}

/** Somebody has signed in: the browser gets its new token, and goes on to what was wanted. */
export function welcome(c: Context, site: Site, { token, next }: Entered): Response {
  writeCookie(c, site, { name: 'session', value: token })
  dropCookie(c, site, 'browser')
  return c.redirect(next, 303)
}

/** Pages about secrets are kept by nobody. */
export const keepNothing: MiddlewareHandler = async (c, next) => {
  c.header('cache-control', 'no-store')
  await next()
}

/** The prefix binds a cookie to exactly this host; a browser takes it over https only. */
function nameIn(publicUrl: string, name: CookieName): string {
  return isSecure(publicUrl) ? `__Host-${name}` : name
}

function attributes(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(publicUrl) } as const
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}
