import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import {
  accepted,
  done,
  opensOf,
  type Purchase,
  paid,
  placed,
  reversed,
  shown,
  stageOf,
  tasksOf,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

/** A webinar that is still to come when the test is over. */
const webinar = () => there.webinar({ startsInDays: 600 })
const inDays = (days: number) =>
  new Date(world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const subjects = ({ buyer }: Purchase) => world.mail.subjects(buyer.email)

/** What came since, each shortened to the words that tell the mails apart. */
function since(purchase: Purchase, count: number): string[] {
  const words: [RegExp, string][] = [
    [/is two weeks overdue/, 'two weeks overdue'],
    [/is 30 days overdue/, '30 days overdue'],
    [/will be suspended on/, 'will be suspended'],
    [/is suspended$/, 'suspended'],
    [/we expected payment by/, 'expected'],
    [/: payment by/, 'due soon'],
    [/is now due/, 'later due'],
    [/is restored/, 'restored'],
    [/is paid/, 'paid'],
    [/check received/, 'part received'],
    [/closed as unpaid/, 'written off'],
    [/is due again/, 'due again'],
    [/recordings of order \d+ are suspended/, 'recordings suspended'],
  ]
  return subjects(purchase)
    .slice(count)
    .map((subject) => words.find(([pattern]) => pattern.test(subject))?.[1] ?? subject)
}

describe('an invoice that nobody pays', () => {
  it('is reminded of by the ladder, put on hold, proposed for writing off, and stays open until somebody decides', async () => {
    const purchase = await accepted(world, await webinar())
    await world.quiet()
    const before = subjects(purchase).length
    await world.pass('29 days')
    assert.deepEqual(since(purchase, before), ['due soon'])
    assert.equal(await stageOf(world, purchase), 'invoiced')
    await world.pass('3 days')
    assert.deepEqual(since(purchase, before), ['due soon', 'expected'])
    assert.equal(await stageOf(world, purchase), 'overdue')
    await world.pass('13 days')
    await world.pass('16 days')
    await world.pass('5 days')
    assert.deepEqual(since(purchase, before).slice(2), [
      'two weeks overdue',
      '30 days overdue',
      'will be suspended',
    ])
    assert.equal(await opensOf(world, purchase), 'live')
    await world.pass('10 days')
    assert.equal(since(purchase, before).at(-1), 'suspended')
    assert.equal(await stageOf(world, purchase), 'on-hold')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await world.pass('75 days')
    assert.equal(since(purchase, before).length, 6)
    assert.deepEqual(await tasksOf(world, purchase), ['write-off'])
    await world.mail.to(ann, `Write off invoice`)
    await world.pass('60 days')
    assert.equal(await stageOf(world, purchase), 'on-hold')

    await done(world, purchase, 'write-offs', { reason: 'The library has closed.' })
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'written-off')
    assert.equal(since(purchase, before).at(-1), 'written off')
    assert.deepEqual(await tasksOf(world, purchase), [])
  })

  it('counts from the date on which the buyer expects the check', async () => {
    const purchase = await accepted(world, await webinar(), { checkExpectedOn: inDays(60) })
    await world.quiet()
    const before = subjects(purchase).length
    await world.pass('50 days')
    assert.deepEqual(since(purchase, before), [])
    assert.equal(await stageOf(world, purchase), 'invoiced')
    await world.pass('12 days')
    assert.deepEqual(since(purchase, before), ['due soon', 'expected'])
    await paid(world, [[purchase, 32_500]])
  })

  it('is not reminded of once the money is in', async () => {
    const purchase = await accepted(world, await webinar())
    await world.pass('32 days')
    const before = subjects(purchase).length
    await paid(world, [[purchase, 32_500]])
    await world.pass('200 days')
    assert.deepEqual(since(purchase, before), ['paid'])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('reminds again from a partial check on, and names what is still open', async () => {
    const purchase = await accepted(world, await webinar())
    await world.pass('50 days')
    const before = subjects(purchase).length
    await paid(world, [[purchase, 20_000]])
    assert.equal(await stageOf(world, purchase), 'overdue')
    await world.pass('2 days')
    await world.pass('15 days')
    assert.deepEqual(since(purchase, before), ['part received', 'expected', 'two weeks overdue'])
    const { text } = await world.mail.to(purchase.buyer.email, 'two weeks overdue')
    assert.match(text, /\$125\.00/)
    await world.pass('31 days')
    assert.deepEqual(since(purchase, before).slice(3), [
      '30 days overdue',
      'will be suspended',
      'suspended',
    ])
    await paid(world, [[purchase, 12_500]])
    assert.deepEqual(since(purchase, before).slice(6).sort(), ['paid', 'restored'])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('a later due date ends a hold, and the ladder begins again from there', async () => {
    const purchase = await accepted(world, await webinar())
    await world.pass('80 days')
    assert.equal(await opensOf(world, purchase), 'nothing')
    const before = subjects(purchase).length
    await done(world, purchase, 'due-extensions', { dueOn: inDays(40) })
    assert.equal(await stageOf(world, purchase), 'invoiced')
    assert.equal(await opensOf(world, purchase), 'live')
    await world.pass('42 days')
    const told = since(purchase, before)
    assert.deepEqual(told.slice(0, 2).sort(), ['later due', 'restored'])
    assert.deepEqual(told.slice(2), ['due soon', 'expected'])
    await paid(world, [[purchase, 32_500]])
  })

  it('goes to whoever pays and to the buyer, once each', async () => {
    const payer = 'payables@city.example'
    const purchase = await accepted(world, await webinar(), {
      billTo: { name: 'Accounts Payable', organisation: 'City of Springfield', email: payer },
    })
    await world.pass('24 days')
    assert.deepEqual(
      world.mail.subjects(payer).map((subject) => subject.split(':')[0]),
      subjects(purchase)
        .filter((subject) => subject.startsWith('Invoice'))
        .flatMap((subject) => [subject.split(':')[0], subject.split(':')[0]]),
    )
    await paid(world, [[purchase, 32_500]])
  })
})

describe('a check that bounces', () => {
  it('a year later, reopens its order: recordings are suspended after ten days, attendance stays, and money brings them back', async () => {
    const purchase = await accepted(world, await webinar())
    const check = await paid(world, [[purchase, 32_500]])
    await world.pass('365 days')
    const before = subjects(purchase).length
    await reversed(world, check)
    assert.equal(await stageOf(world, purchase), 'overdue')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    await world.pass('9 days')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    await world.pass('2 days')
    assert.equal(await opensOf(world, purchase), 'live')
    assert.deepEqual(since(purchase, before).sort(), [
      'due again',
      'expected',
      'recordings suspended',
    ])
    await paid(world, [[purchase, 32_500]])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    const { openCents } = await shown(world, purchase)
    assert.equal(openCents, 0)
  })

  it('and is paid again in time, changes nothing for the people', async () => {
    const purchase = await accepted(world, await webinar())
    const check = await paid(world, [[purchase, 32_500]])
    await reversed(world, check, 'typed-wrongly')
    await paid(world, [[purchase, 32_500]])
    await world.pass('20 days')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.ok(!since(purchase, 0).includes('recordings suspended'))
  })
})

describe('an administrator who trusts the payer', () => {
  it('opens what a bounced check had closed, once, and the ladder goes on', async () => {
    const purchase = await accepted(world, await webinar())
    await reversed(world, await paid(world, [[purchase, 32_500]]))
    await world.pass('12 days')
    assert.equal(await opensOf(world, purchase), 'live')
    await done(world, purchase, 'access-releases', { reason: 'The new check is in the mail.' })
    assert.equal(await opensOf(world, purchase), 'live and recording')
    const again = await tell(world, purchase, 'access-releases', { reason: 'Once more.' })
    assert.equal(again.status, 409)
    await world.pass('70 days')
    assert.equal(await stageOf(world, purchase), 'on-hold')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await paid(world, [[purchase, 32_500]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })
})

describe('a part of the money on a hold', () => {
  it('leaves the hold; nobody is warned of it again, and the write-off is proposed once', async () => {
    const purchase = await accepted(world, await webinar())
    await world.pass('160 days')
    assert.deepEqual(await tasksOf(world, purchase), ['write-off'])
    const before = subjects(purchase).length
    await paid(world, [[purchase, 10_000]])
    assert.equal(await stageOf(world, purchase), 'on-hold')
    await world.pass('16 days')
    await world.pass('30 days')
    await world.pass('80 days')
    assert.deepEqual(since(purchase, before), [
      'part received',
      'expected',
      'two weeks overdue',
      '30 days overdue',
    ])
    assert.deepEqual(await tasksOf(world, purchase), ['write-off'])
    await paid(world, [[purchase, 22_500]])
    assert.deepEqual(await tasksOf(world, purchase), [])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })
})

describe('administrators', () => {
  it('are reminded of a purchase order that waits, after one and three working days', async () => {
    const before = world.mail.subjects(ann).length
    const purchase = await placed(world, await webinar())
    await world.pass('9 days')
    const told = () =>
      world.mail
        .subjects(ann)
        .slice(before)
        .filter((subject) => subject.includes(purchase.organisation))
    assert.equal(told().length, 3)
    await done(world, purchase, 'purchase-order-acceptances')
    await world.pass('9 days')
    assert.equal(told().length, 3)
  })
})
