import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { catalogue } from './support/catalogue.ts'
import { paperOf } from './support/papers.ts'
import { addresses, done, type Purchase, placed } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar({ startsInDays: 60 })
})
after(() => world.close())

/** An order, for five where nothing else is said, whose mail of being placed is out. */
async function waiting(more: object = {}): Promise<Purchase> {
  const purchase = await placed(world, webinar, more)
  await world.quiet()
  return purchase
}

/** Its buyer gets two mails by that, and everybody in it one. */
const accept = (purchase: Purchase) => done(world, purchase, 'purchase-order-acceptances')

/** The activities of an order, one after the other. */
async function activities({ number }: Purchase): Promise<string[]> {
  const { events } = await world.client.workflow.getHandle(`order:${number}`).fetchHistory()
  return (events ?? [])
    .map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? '')
    .filter((name) => name !== '')
}

/** Which of them tried its mail. */
async function tries(purchase: Purchase): Promise<string[]> {
  return (await activities(purchase)).filter((name) => name.startsWith('sendMessage'))
}

/** The invoice as it came to the buyer, with the names of what is attached. */
async function invoiceMail({ buyer }: Purchase): Promise<string[]> {
  const { attachments } = await world.mail.to(buyer.email, /^Invoice/)
  return attachments.map(({ name }) => name)
}

/** How often each mail to somebody was tried, of those that were, in the order in which they were written. */
async function attempts(email: string): Promise<number[]> {
  const tried = await world.sql<{ attempts: number }[]>`
    select attempts
    from messages join people on people.id = person_id
    where email = ${email} and attempts > 0
    order by written_at, position
  `
  return tried.map((each) => each.attempts)
}

/** An order that was accepted while no document can be rendered, until that is mended. */
async function acceptedUnrendered() {
  const purchase = await waiting()
  await world.sql`alter table documents add constraint late check (bytes is null) not valid`
  await accept(purchase)
  await world.until(async () => (await activities(purchase)).includes('renderDocument'))
  return { purchase, mend: () => world.sql`alter table documents drop constraint late` }
}

describe('the mails that one step leaves', () => {
  it('are tried together by one activity', async () => {
    const purchase = await waiting()
    await accept(purchase)
    await world.quiet()
    assert.deepEqual(await tries(purchase), ['sendMessages', 'sendMessages'])
    for (const reader of purchase.people) assert.equal(world.mail.subjects(reader).length, 1)
  })

  const begun = { out: waiting, 'under way': () => placed(world, webinar) }
  for (const [how, order] of Object.entries(begun))
    it(`reach one reader in the order in which they were written, when the first is ${how}`, async () => {
      const purchase = await order()
      await accept(purchase)
      await world.quiet()
      const { buyer } = purchase
      const written = await world.sql<{ sent_subject: string }[]>`
      select sent_subject from messages where sent_to = ${buyer.email} order by written_at, position
    `
      assert.equal(written.length, 3)
      const arrived = world.inbox.list(buyer.email).map(({ subject }) => subject)
      assert.deepEqual(
        arrived.toReversed(),
        written.map(({ sent_subject }) => sent_subject),
      )
    })

  it('go to all others at once where the mail server puts off one reader, who gets it later, once', async () => {
    const [late = '', ...others] = addresses(5)
    const mend = world.inbox.faults.breakFor(late, { kind: 'refuseRecipient', code: 451 })
    const purchase = await waiting({ people: [late, ...others] })
    await accept(purchase)
    for (const reader of others) await world.mail.to(reader, /./)
    assert.deepEqual(world.mail.subjects(late), [])
    mend()
    await world.pass('1 minute')
    assert.deepEqual(await tries(purchase), ['sendMessages', 'sendMessages', 'sendMessage'])
    for (const reader of purchase.people) assert.equal(world.mail.subjects(reader).length, 1)
  })

  it('keep their order for a reader who is put off at the first: the second is not tried before', async () => {
    const purchase = await waiting()
    const { buyer, number } = purchase
    world.inbox.faults.breakFor(buyer.email, { kind: 'refuseRecipient', code: 451 }, 1)
    await accept(purchase)
    await world.until(async () => {
      const putOff = await world.sql`
        select from messages where smtp_code = 451 and subject = ${`order:${number}`}
      `
      return putOff.length > 0
    })
    await world.pass('1 minute')
    assert.equal(world.mail.subjects(buyer.email).length, 3)
    assert.deepEqual(await attempts(buyer.email), [1, 2, 1])
  })

  it('are more than fifty in a handful of activities', async () => {
    const people = addresses(50)
    const purchase = await waiting({ people, seats: 50 })
    await accept(purchase)
    await world.quiet()
    for (const reader of people) assert.equal(world.mail.subjects(reader).length, 1)
    assert.ok((await tries(purchase)).length <= 5)
  })

  it('take along the document that it issued, which the same activity renders', async () => {
    const purchase = await waiting()
    await accept(purchase)
    await world.quiet()
    assert.deepEqual(await activities(purchase), ['sendMessages', 'sendMessages'])
    assert.match(String(await invoiceMail(purchase)), /^invoice-.*\.pdf$/)
  })

  it('wait for a document that cannot be rendered at first, and take it along then', async () => {
    const { purchase, mend } = await acceptedUnrendered()
    await mend()
    await world.pass('1 minute')
    assert.match(String(await invoiceMail(purchase)), /^invoice-.*\.pdf$/)
    for (const reader of purchase.people) assert.equal(world.mail.subjects(reader).length, 1)
  })

  it('go without a document that cannot be rendered for a minute', async () => {
    const { purchase, mend } = await acceptedUnrendered()
    await world.skip('1 minute')
    await world.skip('1 minute')
    assert.deepEqual(await invoiceMail(purchase), [])
    for (const reader of purchase.people) assert.equal(world.mail.subjects(reader).length, 1)
    await mend()
    await world.skip('1 hour')
    assert.equal((await paperOf(world, purchase, 'invoice')).fileName?.endsWith('.pdf'), true)
  })
})
