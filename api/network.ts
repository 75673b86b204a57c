import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The network that a request comes from: an IPv4 address, or the half of an IPv6 address that one household shares.
 * What proxies of our own have forwarded counts from the right, so that whoever writes more on the left gains nothing.
 */
export function networkOf(c: Context, { proxies }: { proxies: number }): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const address = (proxies > 0 && forwarded.at(-proxies)) || connected(c)
  return address.includes(':') ? ofIpv6(address) : address
}

/** However it is written: in full, with `::`, in upper case, or as an IPv4 address within. */
function ofIpv6(address: string): string {
  const within = /^::ffff:(\d+(\.\d+){3})$/i.exec(address)?.[1]
  if (within !== undefined) return within
  const [left = '', right = ''] = address.toLowerCase().split('%', 1)[0]?.split('::') ?? []
  const before = left === '' ? [] : left.split(':')
  const after = right === '' ? [] : right.split(':')
  const between = Math.max(8 - before.length - after.length, 0)
  const groups = [...before, ...Array<string>(between).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

function connected(c: Context): string {
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'in-process'
}
