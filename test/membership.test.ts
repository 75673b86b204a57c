import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('applying', () => {
  it('an applicant confirms with the code from the mail, and administrators hear only then', async () => {
    const { email } = await applied()
    assert.deepEqual(world.mail.subjects('ann.archer@webinars.example'), [])
    const code = await codeFor(email)
    const confirmed = await world.post('/confirmations', { email, code })
    assert.equal(confirmed.status, 201)
    await world.pass('2 minutes')
    assert.equal(world.mail.subjects('ann.archer@webinars.example').length, 1)
  })

  it('an approved applicant is welcomed', async () => {
    const { id, email } = await waiting()
    const approved = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
    assert.equal(approved.status, 201)
    await world.mail.to(email, 'Welcome')
  })
})

interface Applicant {
  id: string
  email: string
}

async function applied(name = 'Lena Library'): Promise<Applicant> {
  const email = `lena-${randomUUID()}@library.example`
  const sent = await world.post('/applications', {
    name,
    email,
    organisation: 'Springfield Public Library',
    role: 'Branch manager',
    why: 'We would like to learn about safety.',
  })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return { id: String(sent.body['subject']).slice('membership:'.length), email }
}

async function waiting(): Promise<Applicant> {
  const applicant = await applied()
  const { email } = applicant
  await world.post('/confirmations', { email, code: await codeFor(email) })
  return applicant
}

async function codeFor(email: string): Promise<string> {
  const { text } = await world.mail.to(email, 'confirm')
  return /\b\d{6}\b/.exec(text)?.[0] ?? assert.fail('No code in the mail')
}
