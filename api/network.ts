import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The network that a request comes from: an IPv4 address, or the half of an IPv6 address that one household shares.
 * What proxies of our own have forwarded counts from the right, so that whoever writes more on the left gains nothing.
 */
export function networkOf(c: Context, { proxies }: { proxies: number }): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const address = (proxies > 0 && forwarded.at(-proxies)) || connected(c)
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':')
}

function connected(c: Context): string {
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'in-process'
}
