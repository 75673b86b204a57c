import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect } from '../../database/connect.ts'
import { somebody } from '../support/applicant.ts'
import { type Attendee, attendee } from '../support/attendee.ts'
import { holderUntil, passOf } from '../support/pass-holder.ts'
import { signIn, visitor } from '../support/visitor.ts'
import type { World } from '../support/world.ts'
import { onSale } from './card-world.ts'
import { asWorld, type ExposedWorld } from './exposed.ts'
import { calm, type Sender, toldTwice } from './load.ts'
import { approve, pending } from './people.ts'
import type { Scenario } from './scenario.ts'

/** One command of one process, and what must have come of it although its worker was killed. */
interface Underway {
  subject: string
  /** The row that it writes, which somebody holds meanwhile. */
  row: { table: string; key: string; value: string }
  send: () => Promise<unknown>
  hasHappened: () => Promise<void>
  /** Who is told, and under which subject. */
  told: [email: string, subject: RegExp][]
}

/** The worker is killed while what it writes stands in the middle of a statement. */
export const killScenarios: Scenario[] = [
  {
    name: 'the worker is killed in the middle of passes, webinars, inquiries and changes of address',
    async run({ exposed, size }) {
      const world = await exposed()
      const waiting = asWorld(world)
      const rounds = size(1, 5)
      let heldUp = 0
      let twice = 0
      for (let round = 0; round < rounds; round += 1) {
        const all = [
          await ofWebinar(waiting),
          await ofPass(waiting),
          await ofInquiry(waiting),
          await ofAddress(world, waiting),
        ]
        heldUp += await killedAmid(world, all)
        for (const { hasHappened } of all) await hasHappened()
        for (const one of all.flatMap(({ told }) => told)) twice += await toldTwice(world, ...one)
      }
      return `${rounds} times, with ${heldUp} writes under way; each done once, ${twice} mailed twice alike`
    },
  },
]

/** Sends them all, waits until each is being written, and kills; how many were. */
async function killedAmid(world: ExposedWorld, all: Underway[]): Promise<number> {
  const holder = connect(world.postgres.databaseUrl, { connections: 1 })
  await holder.unsafe('begin')
  for (const { row } of all) {
    await holder`select from ${holder(row.table)} where ${holder(row.key)} = ${row.value} for update`
  }
  const sent = Promise.all(all.map(({ send }) => send()))
  const subjects = all.map(({ subject }) => subject)
  const unsettled = () => world.sql`
    select from submissions where subject = any (${subjects}) and settled_at is null
  `
  const heldUp = async () => {
    const [row] = await world.sql<{ heldUp: number }[]>`
      select count(*) as "heldUp" from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
    `
    return Number(row?.heldUp)
  }
  await world.until('each is being written', async () => (await heldUp()) >= all.length)
  await world.killWorker()
  assert.equal((await unsettled()).length, all.length)
  const count = await heldUp()
  // What the killed one had sent to Postgres is still written.
  await holder.unsafe('rollback')
  await holder.end()
  await sent
  await world.startWorker()
  await calm(world)
  const rows = await world.sql<{ outcome: string }[]>`
    select outcome from submissions where subject = any (${subjects}) order by received_at desc
    limit ${all.length}
  `
  assert.deepEqual([...new Set(rows.map(({ outcome }) => outcome))], ['applied'])
  return count
}

async function ofPass(world: World): Promise<Underway> {
  const { number } = await holderUntil(world, 200)
  return {
    subject: `pass:${number}`,
    row: { table: 'passes', key: 'number', value: number },
    send: () => world.post(`/passes/${number}/cancellations`, {}, { as: world.ann }),
    hasHappened: async () => assert.equal((await passOf(world, number)).cancelsAtEnd, true),
    told: [],
  }
}

async function ofWebinar(world: World): Promise<Underway> {
  const slug = await onSale(world)
  const people: Attendee[] = []
  for (let place = 0; place < 5; place += 1) people.push(await attendee(world, slug))
  await world.quiet()
  const startsAt = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 19)
  const path = `/webinars/${slug}/reschedulings`
  return {
    subject: `webinar:${slug}`,
    row: { table: 'webinars', key: 'slug', value: slug },
    send: () => world.post(path, { startsAt, timeZone: 'UTC' }, { as: world.ann }),
    async hasHappened() {
      const { body } = await world.get(`/webinars/${slug}`, { as: world.ann })
      assert.equal(Date.parse(String(body.startsAt)), Date.parse(`${startsAt}Z`))
    },
    told: people.map(({ email }) => [email, /^New date/]),
  }
}

async function ofInquiry(world: World): Promise<Underway> {
  const person = somebody('Ida Ingram')
  const question = { ...person, about: 'group-discount', text: 'What do twelve cost?' }
  const asked = await world.post('/inquiries', question)
  const number = String(asked.body.number)
  await world.quiet()
  const answer = { text: 'Twelve cost $780.00.' }
  return {
    subject: `inquiry:${number}`,
    row: { table: 'inquiries', key: 'number', value: number },
    send: () => world.post(`/inquiries/${number}/answers`, answer, { as: world.ann }),
    async hasHappened() {
      const { body } = await world.get(`/inquiries/${number}`, { as: world.ann })
      assert.equal(body.stage, 'answered')
    },
    told: [[person.email, /^An answer to your question/]],
  }
}

/** Both mailboxes were asked, the new one has said yes, and the other one does so now. */
async function ofAddress(real: ExposedWorld, world: World): Promise<Underway> {
  const [person] = await pending(real, 1)
  assert.ok(person)
  await approve(real, person)
  await world.quiet()
  const browser = await signIn(world, person.email)
  const next = somebody('Nora Next').email
  await browser.post('/me/profile/address', { key: randomUUID(), email: next })
  await world.quiet()
  const yes = { answer: 'yes' }
  const say = async (email: string) =>
    visitor(world).post(await linkTo(world, email), { key: randomUUID(), ...yes })
  await say(next)
  const [change] = await world.sql<{ id: string }[]>`
    select id from address_changes where person_id = ${person.id} and stage = 'open'
  `
  assert.ok(change)
  return {
    subject: `address:${person.id}`,
    row: { table: 'address_changes', key: 'id', value: change.id },
    send: () => say(person.email),
    hasHappened: () => isNow(world, person, next),
    told: [person.email, next].map((email) => [email, /has changed/]),
  }
}

async function isNow({ sql }: World, { id }: Sender, email: string): Promise<void> {
  const [person] = await sql<{ email: string }[]>`select email from people where id = ${id}`
  assert.equal(person?.email, email)
}

async function linkTo(world: World, email: string): Promise<string> {
  const { text } = await world.mail.to(email, /email address\?/)
  return /(\/address-changes\/\S+)/.exec(text)?.[1] ?? assert.fail(`No link in the mail: ${text}`)
}
