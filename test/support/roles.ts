import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { roles } from '../../domain/permission.ts'
import { member } from './applicant.ts'
import { origin, signIn } from './visitor.ts'
import type { World } from './world.ts'

/** Who a request may come from, from nobody up. */
export const asked = ['nobody', 'registrant', ...roles.toReversed()] as const

export type Asker = (typeof asked)[number]

/** How somebody is known: pages by a cookie, programs by a token. */
export interface Known {
  cookie: string
  bearer: string
}

/** Somebody of each kind, signed in, who has just shown an authenticator. */
export async function everybody(world: World): Promise<Record<Asker, Known>> {
  const known = new Map<string, Known>([['nobody', { cookie: '', bearer: '' }]])
  known.set('registrant', {
    cookie: await cookieOf(world, (await member(world)).email),
    bearer: '',
  })
  for (const role of roles) {
    const email = `${role}-${randomUUID().slice(0, 8)}@webinars.example`
    const added = await world.post(
      '/administrators',
      { name: `Rob ${randomUUID()}`, email, role },
      { as: world.ann },
    )
    assert.equal(added.status, 201)
    known.set(role, { cookie: await cookieOf(world, email), bearer: String(added.body.token) })
  }
  await world.sql`update sessions set proven_at = ${world.now().toISOString()}`
  return Object.fromEntries(known) as Record<Asker, Known>
}

/** What is answered to a request with nothing in it: the status, or `in` where it leads on to signing in. */
export async function answerTo(
  world: World,
  { method, path, by }: { method: string; path: string; by: Known },
): Promise<string> {
  const isApi = path.startsWith('/api/')
  const key = randomUUID()
  const headers: Record<string, string> = {
    origin,
    ...(isApi && by.bearer ? { authorization: `Bearer ${by.bearer}` } : { cookie: by.cookie }),
    ...(isApi ? { 'idempotency-key': key } : {}),
    ...(method === 'POST' ? { 'content-type': isApi ? 'application/json' : form } : {}),
  }
  const body = method === 'POST' ? { body: isApi ? '{}' : `key=${key}` } : {}
  const answer = await world.app.request(`${origin}${path}`, { method, headers, ...body })
  const leadsIn = answer.headers.get('location')?.startsWith('/sign-in?')
  return leadsIn ? 'in' : String(answer.status)
}

const form = 'application/x-www-form-urlencoded'

async function cookieOf(world: World, email: string): Promise<string> {
  return (await signIn(world, email)).cookie()
}
