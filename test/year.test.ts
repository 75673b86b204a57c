import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { application, codeFor, personOf, somebody, tokenFor } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const statusOf = async (subject: string) =>
  (await world.client.workflow.getHandle(subject).describe()).status.name

describe('a year', () => {
  it('of a member who takes time, is asked, is rejected by mistake, and stays', async () => {
    const person = somebody('Yara Year')
    const applied = await world.post('/applications', application(person))
    const id = personOf(applied)
    const decide = async (what: string, body: object = {}) => {
      const reply = await world.post(`/applications/${id}/${what}`, body, { as: world.ann })
      assert.equal(reply.status, 201, JSON.stringify(reply.body))
    }
    await world.pass('5 days')
    await world.post('/confirmations', {
      email: person.email,
      code: await codeFor(world, person.email),
    })
    await world.pass('1 day')
    await decide('information-requests', { question: 'Which library is yours?' })
    await world.pass('6 days')
    const token = await tokenFor(world, person.email, 'A question')
    await world.post(`/applications/${id}/answers?token=${token}`, { text: 'The one by the lake.' })
    await world.pass('1 hour')
    await decide('rejections', { reason: 'No library.' })
    await world.pass('5 minutes')
    await decide('rejection-undos')
    await decide('approvals')
    await world.pass('365 days')

    assert.deepEqual(world.mail.subjects(person.email), [
      'Please confirm your email address',
      'Your application is waiting for you to confirm your address',
      'Your application is waiting for you to confirm your address',
      'A question about your application',
      'Welcome! Your membership is approved',
    ])
    const { body } = await world.get(`/applications/${id}`, { as: world.ann })
    assert.equal(body.stage, 'active')
    assert.equal(await statusOf(`membership:${id}`), 'COMPLETED')
  })

  it('of a question that nobody answers until its writer writes again', async () => {
    const person = somebody('Quinn Question')
    const before = world.mail.subjects(ann).length
    const asked = await world.post('/inquiries', {
      ...person,
      about: 'invoice',
      text: 'May we pay in two parts?',
    })
    assert.equal(asked.status, 201, JSON.stringify(asked.body))
    const number = String(asked.body.subject).slice('inquiry:'.length)
    await world.pass('3 days')
    const reminded = world.mail.subjects(ann).slice(before)
    assert.ok(reminded.length >= 2, reminded.join('\n'))
    const answered = await world.post(
      `/inquiries/${number}/answers`,
      { text: 'Yes, half now and half in spring.' },
      { as: world.ann },
    )
    assert.equal(answered.status, 201, JSON.stringify(answered.body))
    await world.pass('1 hour')
    const told = world.mail.subjects(ann).length
    await world.pass('365 days')
    assert.equal(world.mail.subjects(ann).length, told)
    assert.equal(world.mail.subjects(person.email).length, 2)
    assert.equal(await statusOf(`inquiry:${number}`), 'COMPLETED')
  })
})
