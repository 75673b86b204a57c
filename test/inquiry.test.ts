import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { somebody, tokenFor } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'
const ben = 'ben.baker@webinars.example'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const question = 'What would twelve log-ins cost us?'

/** Somebody who has asked: the number of the inquiry, and the address. */
async function asked(more: object = {}) {
  const person = somebody('Ida Ingram')
  const sent = await world.post('/inquiries', {
    ...person,
    about: 'group-discount',
    text: question,
    ...more,
  })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return { ...person, number: String(sent.body.number), link: String(sent.body.link) }
}

const command = (number: string, what: string, body: object = {}, as = world.ann) =>
  world.post(`/inquiries/${number}/${what}`, body, { as })
const shown = async (number: string) =>
  (await world.get(`/inquiries/${number}`, { as: world.ann })).body
const about = (number: string, address: string) =>
  world.mail.subjects(address).filter((subject) => subject.includes(number))
const idOf = (token: string) => token.split('.')[0] ?? ''

describe('asking', () => {
  it('is confirmed, and administrators are told at once', async () => {
    const { number, email, link } = await asked({ organisation: 'Springfield Public Library' })
    await world.quiet()
    const { text } = await world.mail.to(email, `We have your question (${number})`)
    assert.ok(text.includes(question))
    assert.ok(text.includes(link))
    for (const address of [ann, ben]) {
      const told = await world.mail.to(address, `Question ${number}`)
      assert.match(told.text, /Springfield Public Library/)
      assert.match(told.text, /We promise an answer by\s+\w+day,\s/)
    }
  })

  it('the link of the answer opens it, and opening changes nothing', async () => {
    const { number, link } = await asked()
    const opened = await world.get(`/inquiries/${number}${new URL(link).search}`)
    assert.equal(opened.status, 200)
    assert.deepEqual([opened.body.stage, opened.body.about], ['open', 'group-discount'])
    assert.equal('owner' in opened.body, false)
    assert.equal((await shown(number)).stage, 'open')
  })

  it('sent twice with one key it is one question', async () => {
    const body = { ...somebody(), about: 'other', text: 'Hello?' }
    const first = await world.post('/inquiries', body, { key: 'one-question' })
    const again = await world.post('/inquiries', body, { key: 'one-question' })
    assert.deepEqual(again.body, first.body)
    await world.quiet()
    assert.equal(world.mail.subjects(body.email).length, 1)
  })
})

describe('answering', () => {
  it('mails the person, ends the reminders, and a second answer is told who was first', async () => {
    const { number, email } = await asked()
    assert.equal((await command(number, 'answers', { text: 'They would be $780.' })).status, 201)
    const { text } = await world.mail.to(email, `An answer to your question (${number})`)
    assert.match(text, /Ann Archer has answered/)
    assert.match(text, /They would be \$780\./)
    const late = await command(number, 'answers', { text: 'Or $499.' }, world.ben)
    assert.equal(late.status, 409)
    assert.match(
      String(late.body.detail),
      /^This question is already answered by Ann Archer, \w+day, /,
    )
    await world.pass('10 days')
    assert.equal(about(number, ann).length, 1)
    assert.equal(about(number, email).length, 2)
  })

  it('of two at the same instant one wins', async () => {
    const { number, email } = await asked()
    const answers = await Promise.all([
      command(number, 'answers', { text: 'Yes.' }),
      command(number, 'closings', { note: 'No.' }, world.ben),
      command(number, 'answers', { text: 'Perhaps.' }, world.ben),
    ])
    assert.ok(answers.some(({ status }) => status === 201))
    assert.ok(answers.some(({ status }) => status === 409))
    await world.quiet()
    assert.equal(about(number, email).length, 2)
  })

  it('when the person writes again it is open anew, with a new due time', async () => {
    const { number, email } = await asked()
    await command(number, 'answers', { text: 'Yes.' })
    const { dueAt } = await shown(number)
    await world.pass('3 days')
    const token = await tokenFor(world, email, 'An answer')
    const replied = await world.post(`/inquiries/${number}/replies?token=${token}`, {
      text: 'And for twenty?',
    })
    assert.equal(replied.status, 201)
    const again = await shown(number)
    assert.equal(again.stage, 'open')
    assert.ok(String(again.dueAt) > String(dueAt))
    assert.deepEqual(
      (again.texts as { kind: string; text: string }[]).map(({ kind, text }) => [kind, text]),
      [
        ['question', question],
        ['answer', 'Yes.'],
        ['reply', 'And for twenty?'],
      ],
    )
    await world.quiet()
    assert.equal(about(number, ann).length, 2)
    assert.match((await world.mail.to(ann, `Question ${number}`)).text, /And for twenty\?/)
    await command(number, 'closings')
  })
})

describe('closing', () => {
  it('who has had no answer is told, with the note', async () => {
    const { number, email } = await asked()
    assert.equal((await command(number, 'closings', { note: 'We spoke by phone.' })).status, 201)
    const { text } = await world.mail.to(email, `Your question is closed (${number})`)
    assert.match(text, /We spoke by phone\./)
    const again = await command(number, 'closings')
    assert.match(String(again.body.detail), /^This question is already closed by Ann Archer, /)
  })

  it('after an answer nobody is told', async () => {
    const { number, email } = await asked()
    await command(number, 'answers', { text: 'Yes.' })
    await command(number, 'closings')
    await world.pass('1 hour')
    assert.deepEqual([(await shown(number)).stage, about(number, email).length], ['closed', 2])
  })
})

describe('an inquiry that nobody answers', () => {
  it('is reminded of when it is due, after one working day, and then every day at nine', async () => {
    const { number } = await asked()
    const { dueAt } = await shown(number)
    await world.quiet()
    const waits = Date.parse(String(dueAt)) - world.now().getTime()
    await world.pass(waits - 60_000)
    assert.equal(about(number, ann).length, 1)
    await world.pass('2 minutes')
    assert.deepEqual([about(number, ann).length, about(number, ben).length], [2, 2])
    await world.pass('3 days')
    const subjects = about(number, ann).slice(1)
    assert.deepEqual(subjects, Array(4).fill(`Overdue: question ${number} from Ida Ingram`))
    const reminders = await world.sql<{ hour: number }[]>`
      select extract(hour from received_at at time zone 'America/New_York')::integer as hour
      from submissions
      where subject = ${`inquiry:${number}`} and actor = 'clock'
      order by position
      offset 1
    `
    assert.deepEqual([...new Set(reminders.map(({ hour }) => hour))], [9])
    await command(number, 'closings')
    await world.pass('5 days')
    assert.equal(about(number, ann).length, 5)
  })

  it('only its owner is reminded, who was told of being given it', async () => {
    const { number } = await asked()
    await world.quiet()
    assert.equal((await command(number, 'assignments', { owner: idOf(world.ben) })).status, 201)
    await world.quiet()
    assert.deepEqual([about(number, ann).length, about(number, ben).length], [1, 2])
    await world.pass('8 days')
    assert.equal(about(number, ann).length, 1)
    assert.ok(about(number, ben).length > 6)
    assert.match(
      (await world.mail.to(ben, `Overdue: question ${number}`)).text,
      /Ben Baker has taken it on/,
    )
    await command(number, 'answers', { text: 'Yes.' }, world.ben)
    const late = await command(number, 'assignments')
    assert.match(String(late.body.detail), /already answered by Ben Baker/)
  })

  it('who takes it on is not mailed about it', async () => {
    const { number } = await asked()
    await command(number, 'assignments')
    await world.quiet()
    assert.equal((await shown(number)).owner, 'Ann Archer')
    assert.equal(about(number, ann).length, 1)
    await command(number, 'closings')
  })
})

describe('the list', () => {
  it('is filtered by stage, subject and owner, and goes on by cursor', async () => {
    const mine = await asked({ about: 'trouble' })
    await command(mine.number, 'assignments', {}, world.ben)
    const list = async (query: string) =>
      (await world.get(`/inquiries?${query}`, { as: world.ann })).body as {
        items: { number: string }[]
        next: string | null
      }
    const found = await list(`stage=open&about=trouble&owner=${idOf(world.ben)}`)
    assert.deepEqual(
      found.items.map(({ number }) => number),
      [mine.number],
    )
    const all = await list('limit=200')
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${encodeURIComponent(String(first.next))}`)
    assert.deepEqual(
      [...first.items, ...second.items].map(({ number }) => number),
      all.items.slice(0, 4).map(({ number }) => number),
    )
    await command(mine.number, 'closings')
  })
})

describe('operators', () => {
  it('answer by a signal of the same name; one that makes no sense changes nothing', async () => {
    const { number, email } = await asked()
    const handle = world.client.workflow.getHandle(`inquiry:${number}`)
    await handle.signal('answer', {})
    await handle.signal('assign', { owner: 7 })
    await handle.signal('answer', { text: 'By telephone.' })
    await world.mail.to(email, 'An answer')
    const timeline = await world.get(`/timeline?subject=inquiry:${number}`, { as: world.ann })
    assert.deepEqual(
      (timeline.body.items as { kind: string; outcome: string }[]).map((entry) => [
        entry.kind,
        entry.outcome,
      ]),
      [
        ['ask', 'applied'],
        ['answer', 'refused'],
        ['assign', 'refused'],
        ['answer', 'applied'],
      ],
    )
  })
})
