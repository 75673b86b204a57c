import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** `session` is who is signed in; `browser` is which browser asked for a mail, until it is used. */
export type CookieName = 'session' | 'browser'

type Site = { publicUrl: string }

export function readCookie(c: Context, { publicUrl }: Site, name: CookieName): string | null {
  return getCookie(c, nameIn(publicUrl, name)) || null
}

/** `seconds` until the browser forgets it. */
export function writeCookie(
  c: Context,
  { publicUrl }: Site,
  { name, value, seconds }: { name: CookieName; value: string; seconds: number },
): void {
  setCookie(c, nameIn(publicUrl, name), value, { ...attributes(publicUrl), maxAge: seconds })
}

export function dropCookie(c: Context, { publicUrl }: Site, name: CookieName): void {
  deleteCookie(c, nameIn(publicUrl, name), attributes(publicUrl))
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
