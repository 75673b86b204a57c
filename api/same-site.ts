import type { Context, MiddlewareHandler } from 'hono'
import { ProblemError } from './problem.ts'

/** Refuses what another site made a browser send: only a page of this very origin may change anything. */
export function fromThisSite({ publicUrl }: { publicUrl: string }): MiddlewareHandler {
  return async (c, next) => {
    if (!isSafe(c)) requireThisSite(c, { publicUrl })
    await next()
  }
}

/** Whether a request only looks. */
export function isSafe(c: Context): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
}

/** @throws ProblemError 403 unless the browser says that a page of this origin sends this */
export function requireThisSite(c: Context, { publicUrl }: { publicUrl: string }): void {
  const origin = c.req.header('origin')
  const isOurs =
    origin === undefined
      ? c.req.header('sec-fetch-site') === 'same-origin'
      : origin === new URL(publicUrl).origin
  if (isOurs) return
  throw new ProblemError({
    status: 403,
    code: 'other-site',
    detail: 'This came from another site, so nothing was done. Please use the page here.',
  })
}
