import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { application, somebody } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { placed } from './support/purchase.ts'
import { openRealWorld, type RealWorld } from './support/real-world.ts'

let world: RealWorld
before(async () => {
  world = await openRealWorld()
})
after(() => world.close())

const statusOf = async (url: unknown) =>
  (await world.get(new URL(String(url)).pathname)).body.outcome
const welcomes = (email: string) =>
  world.mail.subjects(email).filter((subject) => /Welcome/.test(subject))

describe('while Temporal is away', () => {
  it('applications and decisions are kept, answered 202, and applied once and in order when it is back', async () => {
    const before = somebody('Bea Before')
    const pending = await confirmedApplicant(before)
    await world.stopTemporal()

    const later = somebody('Lou Later')
    const applied = await world.post('/applications', application(later))
    const approved = await world.post(`/applications/${pending}/approvals`, {}, { as: world.ann })
    const rejected = await world.post(
      `/applications/${pending}/rejections`,
      { reason: 'Changed our mind.' },
      { as: world.ann },
    )
    assert.deepEqual([applied.status, approved.status, rejected.status], [202, 202, 202])
    assert.equal(await statusOf(approved.body.status), 'received')

    await world.startTemporal()
    await world.until('everything is settled', async () => (await unsettled()) === 0)
    assert.equal(await statusOf(applied.body.status), 'applied')
    assert.equal(await statusOf(approved.body.status), 'applied')
    const refused = await world.get(new URL(String(rejected.body.status)).pathname)
    assert.equal(refused.status, 409)
    assert.match(String(refused.body.detail), /already approved by Ann Archer/)
    await world.mail.to(later.email, 'confirm')
    await world.mail.to(before.email, 'Welcome')
    assert.equal(welcomes(before.email).length, 1)
  })
})

describe('when the worker is killed', () => {
  it('an application goes on by itself, and nobody is mailed twice', async () => {
    const person = somebody('Kim Killed')
    const id = await confirmedApplicant(person)
    await world.killWorker()
    const approved = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
    assert.equal(approved.status, 202)
    await world.startWorker()
    await world.until('it is settled', async () => (await unsettled()) === 0)
    await world.mail.to(person.email, 'Welcome')
    assert.equal(welcomes(person.email).length, 1)
  })
})

describe('when the worker is killed in the middle of an order', () => {
  it('the order goes on by itself, to the last mail and the last grant, and nobody is mailed twice', async () => {
    const { webinar } = await catalogue(world)
    const { number, buyer, people } = await placed(world, await webinar())
    const tell = (path: string, body: object) =>
      world.post(path, body, { as: world.ann, key: `${path}/${number}` })
    const stage = async () => (await world.get(`/orders/${number}`, { as: world.ann })).body.stage

    const accepting = tell(`/orders/${number}/purchase-order-acceptances`, {})
    await world.killWorker()
    assert.ok([201, 202].includes((await accepting).status))
    await world.startWorker()
    await world.until('the order is invoiced', async () => (await stage()) === 'invoiced')

    const allocations = [{ order: number, cents: 32_500 }]
    const check = { payer: 'City of Springfield', number, cents: 32_500, receivedOn: '2026-11-02' }
    const recording = tell('/checks', { ...check, allocations })
    await world.killWorker()
    assert.ok([201, 202].includes((await recording).status))
    await world.startWorker()
    await world.until('the order is paid', async () => (await stage()) === 'paid')
    await world.until('all mail is sent', async () => (await unsent()) === 0)

    const grants = await world.sql`
      select opens, count(*) from grants where source = ${`order:${number}`} group by opens order by opens
    `
    assert.deepEqual(
      [...grants],
      [
        { opens: 'live', count: 5 },
        { opens: 'recording', count: 5 },
      ],
    )
    for (const email of [buyer.email, ...people]) {
      const subjects = world.mail.subjects(email)
      assert.deepEqual(subjects, [...new Set(subjects)])
    }
  })
})

describe('on the real server', () => {
  it('20 decisions of one kind at once, each its own: one is applied, the others are told, none is lost', async () => {
    const person = somebody('Tia Twenty')
    const id = await confirmedApplicant(person)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.post(`/applications/${id}/approvals`, {}, { as: world.ann }),
      ),
    )
    assert.deepEqual(
      answers.filter(({ status }) => ![201, 202, 409].includes(status)),
      [],
    )
    await world.until('everything is settled', async () => (await unsettled()) === 0)
    const [row] = await world.sql`
      select count(*) filter (where outcome = 'applied') as applied,
        count(*) filter (where outcome = 'refused') as refused
      from submissions
      where subject = ${`membership:${id}`} and kind = 'approve'
    `
    assert.deepEqual(row, { applied: 1, refused: 19 })
    assert.equal(welcomes(person.email).length, 1)
  })
})

async function confirmedApplicant(person: { name: string; email: string }): Promise<string> {
  const applied = await world.post('/applications', application(person))
  assert.equal(applied.status, 201, JSON.stringify(applied.body))
  const { text } = await world.mail.to(person.email, 'confirm')
  const code = /\b\d{6}\b/.exec(text)?.[0]
  assert.equal((await world.post('/confirmations', { email: person.email, code })).status, 201)
  return String(applied.body.subject).slice('membership:'.length)
}

async function unsent(): Promise<number> {
  const rows = await world.sql`select from messages where state in ('waiting', 'sending')`
  return rows.length
}

async function unsettled(): Promise<number> {
  const rows = await world.sql`select from submissions where settled_at is null`
  return rows.length
}
