import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { applied, codeFor, somebody, tokenFor } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'
const ben = 'ben.baker@webinars.example'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const stageOf = async (id: string) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

describe('confirming the address', () => {
  it('the code from the mail confirms, and administrators hear only then', async () => {
    const { email } = await applied(world)
    const before = world.mail.subjects(ann).length
    await world.pass('5 minutes')
    assert.equal(world.mail.subjects(ann).length, before)
    const confirmed = await world.post('/confirmations', {
      email,
      code: await codeFor(world, email),
    })
    assert.equal(confirmed.status, 201)
    await world.pass('2 minutes')
    assert.equal(world.mail.subjects(ann).length, before + 1)
    assert.equal(world.mail.subjects(ben).length, world.mail.subjects(ann).length)
  })

  it('the link from the mail confirms too', async () => {
    const { id, email } = await applied(world)
    const token = await tokenFor(world, email, 'confirm')
    assert.equal((await world.post('/confirmations', { application: id, token })).status, 201)
    assert.equal(await stageOf(id), 'pending')
  })

  it('opening the link changes nothing', async () => {
    const { id, email } = await applied(world)
    const token = await tokenFor(world, email, 'confirm')
    const opened = await world.get(`/applications/${id}?token=${token}`)
    assert.equal(opened.status, 200)
    assert.equal(opened.body.stage, 'verifying')
  })

  it('a wrong code is refused the same way for known and unknown addresses', async () => {
    const { email } = await applied(world)
    const right = await codeFor(world, email)
    const wrong = right === '000000' ? '000001' : '000000'
    const known = await world.post('/confirmations', { email, code: wrong })
    const unknown = await world.post('/confirmations', { email: somebody().email, code: wrong })
    assert.equal(known.status, 422)
    assert.deepEqual(known.body, unknown.body)
  })

  it('the mail is sent once more on request, five times a day in all, and the code stays the same', async () => {
    const { email } = await applied(world)
    const code = await codeFor(world, email)
    for (let times = 0; times < 6; times += 1) {
      const again = await world.post('/confirmation-mails', { email })
      assert.deepEqual([again.status, again.body], [202, { outcome: 'received' }])
    }
    await world.quiet()
    assert.equal(world.mail.subjects(email).length, 5)
    assert.equal(await codeFor(world, email), code)
    await world.pass('25 hours')
    const sent = world.mail.subjects(email).length
    await world.post('/confirmation-mails', { email })
    await world.quiet()
    assert.equal(world.mail.subjects(email).length, sent + 1)
  })

  it('a stranger who asks for the mail of an unknown address gets the same answer, and nothing is kept', async () => {
    const { email } = somebody()
    const answer = await world.post('/confirmation-mails', { email })
    assert.deepEqual([answer.status, answer.body], [202, { outcome: 'received' }])
    assert.equal((await world.sql`select from people where email = ${email}`).length, 0)
  })

  it('who does not confirm is nudged on the first and third day, and the application expires after seven', async () => {
    const { id, email } = await applied(world)
    await world.pass('7 days')
    await world.pass('1 hour')
    assert.equal(await stageOf(id), 'expired')
    assert.deepEqual(world.mail.subjects(email), [
      'Please confirm your email address',
      'Your application is waiting for you to confirm your address',
      'Your application is waiting for you to confirm your address',
      'Your application for membership has been closed',
    ])
  })
})
