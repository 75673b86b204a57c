import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Reply } from './http.ts'
import type { World } from './world.ts'

export interface Applicant {
  id: string
  email: string
  name: string
}

/** Somebody new, with an address that nobody else has. */
export function somebody(name = 'Lena Library'): { name: string; email: string } {
  const first = name.split(' ')[0]?.toLowerCase() ?? 'somebody'
  return { name, email: `${first}-${randomUUID()}@library.example` }
}

export const application = (person: { name: string; email: string }, more: object = {}) => ({
  ...person,
  organisation: 'Springfield Public Library',
  role: 'Branch manager',
  why: 'We would like to learn how to keep our branches safe.',
  ...more,
})

/** Somebody who has applied and not yet confirmed. */
export async function applied(world: World, person = somebody()): Promise<Applicant> {
  const sent = await world.post('/applications', application(person))
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return { ...person, id: personOf(sent) }
}

/** Somebody who waits for an administrator. */
export async function waiting(world: World, person = somebody()): Promise<Applicant> {
  const applicant = await applied(world, person)
  const code = await codeFor(world, applicant.email)
  const confirmed = await world.post('/confirmations', { email: applicant.email, code })
  assert.equal(confirmed.status, 201, JSON.stringify(confirmed.body))
  return applicant
}

/** A member. */
export async function member(world: World, person = somebody()): Promise<Applicant> {
  const applicant = await waiting(world, person)
  const approved = await world.post(
    `/applications/${applicant.id}/approvals`,
    {},
    { as: world.ann },
  )
  assert.equal(approved.status, 201, JSON.stringify(approved.body))
  return applicant
}

export async function codeFor(world: World, email: string): Promise<string> {
  const { text } = await world.mail.to(email, /confirm|already have/i)
  return /\b\d{6}\b/.exec(text)?.[0] ?? assert.fail('No code in the mail')
}

/** The secret part of the link in somebody's newest mail. */
export async function tokenFor(
  world: World,
  email: string,
  subject: string | RegExp,
): Promise<string> {
  const { text } = await world.mail.to(email, subject)
  return /token=([\w-]+)/.exec(text)?.[1] ?? assert.fail('No link in the mail')
}

export function personOf(reply: Reply): string {
  return String(reply.body.subject).slice('membership:'.length)
}
