import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { application, member, somebody, waiting } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

interface Row {
  id: string
  state: string
  attempts: number
  unknown_outcomes: number
  smtp_code: number | null
}

const messagesTo = (email: string) => world.sql<Row[]>`
  select messages.id, state, attempts, unknown_outcomes, smtp_code
  from messages join people on people.id = person_id
  where email = ${email}
  order by written_at
`
const apply = async (person = somebody()) => {
  await world.post('/applications', application(person))
  return person
}
const tasksAbout = async (message: string | undefined) => {
  const { body } = await world.get('/tasks?kind=undeliverable', { as: world.ann })
  return (body.items as { facts: { message: string } }[]).filter(
    ({ facts }) => facts.message === message,
  )
}

describe('a mail', () => {
  it('is sent once, under a Message-ID of its own, and can be looked up with its fate', async () => {
    const { email } = await apply()
    const mail = await world.mail.to(email, 'confirm')
    await world.quiet()
    const { body } = await world.get('/messages?limit=1', { as: world.ann })
    const [shown] = body.items as { id: string; state: string; sentTo: string; text: string }[]
    assert.deepEqual([shown?.state, shown?.sentTo], ['sent', email])
    assert.ok(mail.messageId.includes(String(shown?.id)))
  })

  it('what is kept of it holds neither the code nor the link', async () => {
    const { email } = await apply()
    const mail = await world.mail.to(email, 'confirm')
    await world.quiet()
    const code = /\b\d{6}\b/.exec(mail.text)?.[0] ?? ''
    const token = /token=([\w-]+)/.exec(mail.text)?.[1] ?? ''
    const [kept] = await world.sql`select sent_text from messages where sent_to = ${email}`
    assert.ok(code && token && !kept?.sent_text.includes(code) && !kept?.sent_text.includes(token))
  })

  it('goes out once more on request, and twice to nobody else', async () => {
    const { email } = await member(world)
    await world.quiet()
    const before = world.mail.subjects(email).length
    const [first] = await messagesTo(email)
    const again = await world.post(`/messages/${first?.id}/resends`, {}, { as: world.ann })
    assert.equal(again.status, 201, JSON.stringify(again.body))
    await world.quiet()
    // The first was about confirming, which a newer fact made wrong.
    assert.equal((await messagesTo(email)).at(-1)?.state, 'dropped')
    const welcome = (await messagesTo(email))[1]
    await world.post(`/messages/${welcome?.id}/resends`, {}, { as: world.ann })
    await world.quiet()
    assert.equal(world.mail.subjects(email).length, before + 1)
  })

  it('that came back later is a task, once, and its address is marked', async () => {
    const { email } = await member(world)
    await world.quiet()
    const { body } = await world.get('/messages?limit=1', { as: world.ann })
    const [mail] = body.items as { id: string; kind: string; sentTo: string }[]
    assert.equal(mail?.sentTo, email)
    const path = `/messages/${mail.id}`
    for (const time of [1, 2]) {
      const sent = await world.post(`${path}/returns`, {}, { as: world.ann })
      assert.equal(sent.status, 201, `time ${time}: ${JSON.stringify(sent.body)}`)
    }
    assert.equal((await messagesTo(email)).at(-1)?.state, 'refused')
    assert.ok((await markedAt(email)) !== null)
    const tasks = () => world.sql<{ closed: boolean }[]>`
      select closed_at is not null as closed from tasks where key = ${`undeliverable/${mail.id}`}
    `
    assert.deepEqual([...(await tasks())], [{ closed: false }])
    await world.post(`${path}/resends`, {}, { as: world.ann })
    await world.quiet()
    assert.deepEqual([...(await tasks())], [{ closed: true }])
    assert.equal((await messagesTo(email)).at(-1)?.state, 'sent')
  })
})

async function markedAt(email: string): Promise<Date | null> {
  const [person] = await world.sql<{ at: Date | null }[]>`
    select address_refused_at as at from people where email = ${email}
  `
  return person?.at ?? null
}

describe('a mail server that', () => {
  it('says no for good (550) is not asked again: the address is marked, and an administrator sees it', async () => {
    const person = somebody()
    world.inbox.faults.breakFor(person.email, { kind: 'refuseRecipient', code: 550 })
    await apply(person)
    await world.until(async () => (await messagesTo(person.email))[0]?.state === 'refused')
    const [message] = await messagesTo(person.email)
    assert.deepEqual([message?.attempts, message?.smtp_code], [1, 550])
    const [marked] =
      await world.sql`select address_refused_at from people where email = ${person.email}`
    assert.ok(marked?.address_refused_at)
    assert.equal((await tasksAbout(message?.id)).length, 1)
  })

  it('says later (451) is asked again until it takes it', async () => {
    const person = somebody()
    const mend = world.inbox.faults.breakFor(person.email, { kind: 'refuseRecipient', code: 451 })
    await apply(person)
    await world.until(async () => (await messagesTo(person.email))[0]?.smtp_code === 451)
    assert.deepEqual(world.mail.subjects(person.email), [])
    mend()
    await world.pass('2 hours')
    assert.equal(world.mail.subjects(person.email).length, 1)
  })

  it('says later for three days is given up, and an administrator sees it', async () => {
    const person = somebody()
    world.inbox.faults.breakFor(person.email, { kind: 'refuseRecipient', code: 451 })
    await apply(person)
    await world.pass('80 hours')
    const [message] = await messagesTo(person.email)
    assert.equal(message?.state, 'expired')
    assert.equal((await tasksAbout(message?.id)).length, 1)
  })

  it('is away gets everything when it is back, once', async () => {
    await world.inbox.refuseConnections()
    const person = await apply()
    await world.until(async () => ((await messagesTo(person.email))[0]?.attempts ?? 0) >= 1)
    await world.inbox.acceptConnections()
    await world.pass('2 hours')
    assert.equal(world.mail.subjects(person.email).length, 1)
  })

  it('never answers after the last byte leaves the outcome unknown: once more with the same Message-ID, then a task', async () => {
    const person = somebody()
    world.inbox.faults.breakFor(person.email, { kind: 'neverAnswer' })
    await apply(person)
    await world.until(async () => ((await messagesTo(person.email))[0]?.attempts ?? 0) >= 1)
    await world.pass('2 hours')
    await world.until(async () => (await messagesTo(person.email))[0]?.state === 'unknown')
    const [message] = await messagesTo(person.email)
    const arrived = world.inbox.list(person.email)
    assert.equal(arrived.length, 2)
    const ids = await Promise.all(
      arrived.map(async ({ id }) => (await world.inbox.read(id))?.messageId),
    )
    assert.equal(new Set(ids).size, 1)
    assert.equal((await tasksAbout(message?.id)).length, 1)
  })
})

describe('a message that a newer fact made wrong', () => {
  it('is dropped: a confirmation that waits is not sent to who has withdrawn', async () => {
    const person = somebody()
    const mend = world.inbox.faults.breakFor(person.email, { kind: 'refuseRecipient', code: 451 })
    const applied = await world.post('/applications', application(person))
    await world.until(async () => (await messagesTo(person.email))[0]?.smtp_code === 451)
    mend()
    const workflow = world.client.workflow.getHandle(String(applied.body.subject))
    await workflow.signal('withdraw', {})
    await world.until(async () => (await messagesTo(person.email)).length === 2)
    await world.pass('3 hours')
    assert.deepEqual(world.mail.subjects(person.email), ['You have withdrawn your application'])
    assert.equal((await messagesTo(person.email))[0]?.state, 'dropped')
  })

  it('administrators are not told of applications that are decided by then', async () => {
    const before = world.mail.subjects('ben.baker@webinars.example').length
    await world.pass('10 minutes')
    const { id } = await waiting(world)
    await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
    const told = world.mail.subjects('ben.baker@webinars.example').length
    await world.pass('10 minutes')
    assert.equal(world.mail.subjects('ben.baker@webinars.example').length, told)
    assert.ok(told >= before)
  })
})
