import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import {
  application,
  applied,
  codeFor,
  member,
  personOf,
  somebody,
  tokenFor,
  waiting,
} from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const decide = (id: string, what: string, body: object = {}, as = world.ann) =>
  world.post(`/applications/${id}/${what}`, body, { as })
const stageOf = async (id: string) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

describe('deciding', () => {
  it('administrators get one mail for the applications that came together', async () => {
    const before = world.mail.subjects(ann).length
    await waiting(world, somebody('Uma Upton'))
    await waiting(world, somebody('Vera Vance'))
    await world.pass('2 minutes')
    assert.equal(world.mail.subjects(ann).length, before + 1)
    const { text } = await world.mail.to(ann, /waiting|applicant/i)
    assert.match(text, /Uma Upton/)
    assert.match(text, /Vera Vance/)
  })

  it('an approved applicant is welcomed', async () => {
    const { id, email } = await waiting(world)
    assert.equal((await decide(id, 'approvals', { note: 'A colleague of Uma.' })).status, 201)
    await world.mail.to(email, 'Welcome')
    assert.equal(await stageOf(id), 'active')
  })

  it('the welcome leads on to the webinar that the applicant came for', async () => {
    const { webinar } = await catalogue(world)
    const slug = await webinar({ title: 'Quiet Reading Rooms' })
    const person = somebody()
    const sent = await world.post('/applications', application(person, { wanted: slug }))
    await world.post('/confirmations', {
      email: person.email,
      code: await codeFor(world, person.email),
    })
    await decide(personOf(sent), 'approvals')
    const { text } = await world.mail.to(person.email, 'Welcome')
    assert.match(text, /Quiet Reading Rooms/)
    assert.match(text, new RegExp(`/webinars/${slug}`))
  })

  it('of two who decide, the second is told who decided and when', async () => {
    const { id } = await waiting(world)
    await decide(id, 'approvals')
    const late = await decide(id, 'rejections', { reason: 'No library.' }, world.ben)
    assert.equal(late.status, 409)
    assert.match(
      String(late.body.detail),
      /^This application is already approved by Ann Archer, \w+day, /,
    )
    assert.equal(await stageOf(id), 'active')
  })

  it('two different decisions at the same instant: one wins, the other is told', async () => {
    const { id } = await waiting(world)
    const answers = await Promise.all([
      decide(id, 'approvals'),
      decide(id, 'rejections', { reason: 'No library.' }, world.ben),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409])
    const refused = answers.find(({ status }) => status === 409)
    assert.match(
      String(refused?.body.detail),
      /already (approved by Ann Archer|rejected by Ben Baker)/,
    )
  })

  it('the same approval sent 20 times at once has one effect and one answer', async () => {
    const { id, email } = await waiting(world)
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.post(`/applications/${id}/approvals`, {}, { as: world.ann, key }),
      ),
    )
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1)
    await world.quiet()
    assert.equal(world.mail.subjects(email).filter((subject) => /Welcome/.test(subject)).length, 1)
  })

  it('the same application sent 20 times at once is one application', async () => {
    const person = somebody()
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.post('/applications', application(person), { key })),
    )
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(person.email), ['Please confirm your email address'])
  })

  it('the answer to a repeated request is the stored one, also after the run has ended', async () => {
    const { id } = await waiting(world)
    const key = randomUUID()
    const first = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann, key })
    await world.pass('3 days')
    const again = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann, key })
    assert.deepEqual([again.status, again.body], [201, first.body])
  })

  it('nobody can be decided about before the address is confirmed', async () => {
    const { id } = await applied(world)
    const early = await decide(id, 'approvals')
    assert.equal(early.status, 409)
    assert.match(String(early.body.detail), /has not confirmed/)
    assert.equal(await stageOf(id), 'verifying')
  })

  it('an applicant who is asked answers by the link, and waits again', async () => {
    const { id, email } = await waiting(world)
    assert.equal(
      (await decide(id, 'information-requests', { question: 'Which branch?' })).status,
      201,
    )
    assert.equal(await stageOf(id), 'information-requested')
    const tooEarly = await decide(id, 'approvals')
    assert.equal(tooEarly.status, 409)
    assert.match(String(tooEarly.body.detail), /has not answered/)
    const token = await tokenFor(world, email, 'question')
    const answered = await world.post(`/applications/${id}/answers?token=${token}`, {
      text: 'The one at the lake.',
    })
    assert.equal(answered.status, 201)
    const shown = await world.get(`/applications/${id}`, { as: world.ann })
    assert.deepEqual([shown.body.stage, shown.body.answer], ['pending', 'The one at the lake.'])
    const twice = await world.post(`/applications/${id}/answers?token=${token}`, {
      text: 'Once more.',
    })
    assert.equal(twice.status, 409)
  })

  it('an applicant may withdraw until it is decided', async () => {
    const { id, email } = await waiting(world)
    const token = await tokenFor(world, email, 'confirm')
    assert.equal(
      (await world.post(`/applications/${id}/withdrawals?token=${token}`, {})).status,
      201,
    )
    await world.mail.to(email, 'withdrawn')
    const again = await world.post(`/applications/${id}/withdrawals?token=${token}`, {})
    assert.match(String(again.body.detail), /already withdrawn/)
  })

  it('an address of a trusted domain is approved when it is confirmed', async () => {
    const domain = `trusted-${randomUUID().slice(0, 8)}.example`
    await world.post('/trusted-domains', { domain }, { as: world.ann })
    const { id, email } = await waiting(world, { name: 'Tom Trusted', email: `tom@${domain}` })
    await world.mail.to(email, 'Welcome')
    assert.equal(await stageOf(id), 'active')
  })
})

describe('rejecting', () => {
  it('can be undone for 10 minutes, in which the applicant is not told', async () => {
    const { id, email } = await waiting(world)
    await decide(id, 'rejections', { reason: 'No library.' })
    await world.pass('9 minutes')
    assert.equal((await decide(id, 'rejection-undos', {}, world.ben)).status, 201)
    await world.pass('1 hour')
    assert.equal(await stageOf(id), 'pending')
    assert.equal(world.mail.subjects(email).length, 1)
  })

  it('the applicant is told after 10 minutes, and then it cannot be undone', async () => {
    const { id, email } = await waiting(world)
    await decide(id, 'rejections', { reason: 'We serve libraries only.' })
    await world.pass('11 minutes')
    const { text } = await world.mail.to(email, 'About your application')
    assert.match(text, /We serve libraries only\./)
    const undone = await decide(id, 'rejection-undos')
    assert.equal(undone.status, 409)
    assert.match(String(undone.body.detail), /has been told/)
  })

  it('may apply again only from the date given on, and the earlier decision is shown then', async () => {
    const { id, ...person } = await waiting(world)
    const mayReapplyOn = new Date(world.now().getTime() + 10 * 86_400_000)
      .toISOString()
      .slice(0, 10)
    await decide(id, 'rejections', { reason: 'Too early.', mayReapplyOn })
    await world.pass('11 minutes')
    const early = await world.post('/applications', application(person))
    assert.equal(early.status, 201)
    await world.mail.to(person.email, 'You can apply again on')
    assert.equal(await stageOf(id), 'rejected')
    await world.pass('11 days')
    const again = await world.post('/applications', application(person))
    assert.equal(personOf(again), id)
    assert.equal(await stageOf(id), 'verifying')
    const shown = await world.get(`/applications/${id}`, { as: world.ann })
    const [earlier] = shown.body.earlier as { stage: string; reason: string }[]
    assert.deepEqual([earlier?.stage, earlier?.reason], ['rejected', 'Too early.'])
  })
})

describe('applying again', () => {
  it('a member, an applicant and a stranger get the same answer, and each the right mail', async () => {
    const active = await member(world)
    const pending = await waiting(world)
    const stranger = somebody()
    const replies = []
    for (const { name, email } of [active, pending, stranger]) {
      replies.push(await world.post('/applications', application({ name, email })))
    }
    const shapes = replies.map(({ status, body }) => [status, body.outcome, Object.keys(body)])
    assert.deepEqual(shapes[0], shapes[1])
    assert.deepEqual(shapes[1], shapes[2])
    await world.mail.to(active.email, 'already a member')
    await world.mail.to(pending.email, 'already have your application')
    await world.mail.to(stranger.email, 'confirm')
  })

  it('after a withdrawal a new application begins, and the old link is dead', async () => {
    const { id, ...person } = await waiting(world)
    const token = await tokenFor(world, person.email, 'confirm')
    await world.post(`/applications/${id}/withdrawals?token=${token}`, {})
    await world.post('/applications', application(person))
    assert.equal(await stageOf(id), 'verifying')
    const old = await world.post('/confirmations', { application: id, token })
    assert.equal(old.status, 422)
  })
})

describe('administrators who do not decide', () => {
  it('are reminded after 4 working hours, 2 and 5 working days, the last with an apology; after 30 days it expires', async () => {
    await world.pass('40 days')
    const { id, email } = await waiting(world)
    const before = world.mail.subjects(ann).length
    await world.pass('2 minutes')
    await world.pass('31 days')
    const mine = world.mail.subjects(ann).slice(before)
    assert.equal(mine.length, 4, mine.join('\n'))
    const reminders = mine.filter((subject) => /Still waiting/.test(subject))
    assert.deepEqual(
      reminders.map((subject) => subject.split(':')[0]),
      [
        'Still waiting after 4 working hours',
        'Still waiting after 2 working days',
        'Still waiting after 5 working days',
      ],
    )
    assert.deepEqual(world.mail.subjects(email).slice(1), [
      'We are sorry that you are still waiting',
      'Your application for membership has been closed',
    ])
    assert.equal(await stageOf(id), 'expired')
  })
})
