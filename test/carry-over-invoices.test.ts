import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { somebody } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { aCheck, moneyPost } from './support/desk.ts'
import { dayFromNow, holderUntil, openedBy, passOf, passUntil } from './support/pass-holder.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let webinar = ''
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar({ startsInDays: 300 })
})
after(() => world.close())

let invoices = 0

/** An open invoice that was due so many days ago, before 0 still to come. */
function invoice({ dueDaysAgo = -10, ...more }: Record<string, unknown> & { dueDaysAgo?: number }) {
  invoices += 1
  const { name, email } = somebody('Bea Buyer')
  return {
    invoice: `OLD-${invoices}`,
    name,
    email,
    organisation: 'Springfield Public Library',
    product: 'team',
    webinar,
    seats: 5,
    totalCents: 32_500,
    issuedOn: dayFromNow(world, -dueDaysAgo - 30),
    dueOn: dayFromNow(world, -dueDaysAgo),
    ...more,
  }
}

async function broughtOver(body: object): Promise<string> {
  const sent = await moneyPost(world, '/carry-overs/invoices', body)
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return String(sent.body.number)
}

const stageOf = async (number: string) => {
  const [row] = await world.sql<{ stage: string }[]>`
    select stage from orders where number = ${number}
  `
  return row?.stage
}

const pay = (order: string, cents: number) =>
  moneyPost(world, '/checks', aCheck({ cents, allocations: [{ order, cents }] }))

describe('an open invoice from before', () => {
  const states: [string, Record<string, unknown>, string][] = [
    ['not due yet', {}, 'invoiced'],
    ['of which a part is paid', { receivedCents: 10_000 }, 'part-paid'],
    ['that is overdue', { dueDaysAgo: 20 }, 'overdue'],
  ]
  for (const [what, more, stage] of states) {
    it(`${what} is an order that is ${stage}, and nobody is mailed`, async () => {
      const body = invoice(more)
      const number = await broughtOver(body)
      assert.equal(await stageOf(number), stage)
      await world.quiet()
      assert.deepEqual(world.mail.subjects(body.email), [])
      const [row] = await world.sql`
        select former_number from invoices where order_number = ${number}
      `
      assert.equal(row?.former_number, body.invoice)
    })
  }

  it('is reminded of what is still to come, and paid by a check to the last cent', async () => {
    const body = invoice({ dueDaysAgo: 10, receivedCents: 10_000 })
    const number = await broughtOver(body)
    await passUntil(world, dayFromNow(world, 5))
    const reminded = world.mail.subjects(body.email)
    assert.equal(reminded.length, 1, reminded.join('\n'))
    assert.equal((await pay(number, 22_500)).status, 201)
    await world.quiet()
    assert.equal(await stageOf(number), 'paid')
    const sent = world.mail.subjects(body.email).length
    await world.pass('60 days')
    assert.equal(world.mail.subjects(body.email).length, sent)
  })

  it('comes over once, whatever else is said of it', async () => {
    const body = invoice({})
    const number = await broughtOver(body)
    const again = await moneyPost(world, '/carry-overs/invoices', { ...body, totalCents: 100 })
    assert.deepEqual(
      [again.status, again.body.detail],
      [409, `This invoice is here already, as order ${number}.`],
    )
  })

  it('of a pass is for the term that runs: paying it extends nothing', async () => {
    const { number: pass, endsOn } = await holderUntil(world, 200)
    const body = invoice({ product: 'pass', webinar: undefined, seats: undefined, pass })
    const order = await broughtOver({ ...body, totalCents: 49_900 })
    const terms = async () => (await passOf(world, pass)).terms as { order: string }[]
    assert.deepEqual(
      (await terms()).map((term) => term.order),
      [order],
    )
    assert.equal((await pay(order, 49_900)).status, 201)
    await world.quiet()
    assert.equal((await terms()).length, 1)
    assert.equal((await passOf(world, pass)).endsOn, endsOn)
  })

  it('of a pass that stays unpaid holds the pass up, and a late check opens it again', async () => {
    const { number: pass } = await holderUntil(world, 300)
    const body = invoice({ product: 'pass', webinar: undefined, seats: undefined, pass })
    const order = await broughtOver({ ...body, totalCents: 49_900 })
    await world.pass('60 days')
    assert.equal(await stageOf(order), 'on-hold')
    assert.equal((await openedBy(world, pass))?.isOpen, false)
    assert.equal((await passOf(world, pass)).isSuspended, true)
    assert.equal((await pay(order, 49_900)).status, 201)
    await world.quiet()
    assert.equal((await openedBy(world, pass))?.isOpen, true)
  })

  it('by spreadsheet, in dollars', async () => {
    const { email } = somebody('Sam Sheet')
    const former = `S-${randomUUID().slice(0, 8)}`
    const dates = `${dayFromNow(world, -5)},${dayFromNow(world, 25)}`
    const csv = [
      'invoice,name,email,product,webinar,total,received,issuedOn,dueOn',
      `${former},Sam Sheet,${email},institution,${webinar},$499.00,100,${dates}`,
      `${former}b,Sam Sheet,${email},institution,${webinar},499.0,,${dates}`,
      `${former}c,Sam Sheet,${email},institution,${webinar},499.00,499.00,${dates}`,
      `${former}d,Sam Sheet,${email},pass,,499.00,,${dates}`,
    ].join('\n')
    const { body } = await moneyPost(world, '/carry-overs', { kind: 'invoices', csv })
    const rows = body.rows as { outcome: string; subject: string; errors: object[] }[]
    assert.equal(rows[0]?.outcome, 'applied')
    assert.deepEqual(
      rows.slice(1).flatMap(({ errors }) => errors),
      [
        { field: 'total', message: 'Please give an amount such as 325.00.' },
        { field: 'received', message: 'This invoice is paid, so it is not open.' },
        { field: 'pass', message: 'Please bring over the pass first, and give its number.' },
      ],
    )
    assert.equal(await stageOf(String(rows[0]?.subject).slice('order:'.length)), 'part-paid')
  })
})

describe('an open invoice with a wrong field', () => {
  const wrong: [Record<string, unknown>, string, string][] = [
    [{ invoice: '' }, 'invoice', 'Please give the number of the invoice.'],
    [
      { product: 'forum' },
      'product',
      'Please give one of: individual, team, group-showing, institution, pass.',
    ],
    [{ webinar: undefined }, 'webinar', 'Please say which webinar it is for.'],
    [{ webinar: 'none' }, 'webinar', 'There is no such webinar; please bring it over first.'],
    [{ pass: '301' }, 'pass', 'Only the invoice of a pass has the number of a pass.'],
    [{ product: 'pass', pass: '301' }, 'webinar', 'A pass is not for one webinar.'],
    [{ totalCents: 0 }, 'totalCents', 'Please give an amount above zero, in cents.'],
    [{ totalCents: 1.5 }, 'totalCents', 'Please give whole cents.'],
    [{ receivedCents: 32_500 }, 'receivedCents', 'This invoice is paid, so it is not open.'],
    [{ issuedOn: '2099-01-01' }, 'issuedOn', 'This day is still to come.'],
    [{ dueOn: '2001-01-01' }, 'dueOn', 'This invoice is due before it was issued.'],
    [{ seats: 0 }, 'seats', 'Please give at least 1 seat.'],
    [
      { people: ['nobody'] },
      'people.0',
      'This is not an email address: it should look like name@library.org.',
    ],
    [{ opens: 'all' }, 'opens', 'Please give one of: nothing, live, everything.'],
  ]
  for (const [more, field, message] of wrong) {
    it(`${JSON.stringify(more)}`, async () => {
      const answer = await moneyPost(world, '/carry-overs/invoices', invoice(more))
      assert.equal(answer.status, 422, JSON.stringify(answer.body))
      assert.deepEqual(answer.body.errors, [{ field, message }])
    })
  }

  it('needs an Idempotency-Key, since money moves', async () => {
    const answer = await world.post('/carry-overs/invoices', invoice({}), { as: world.ann })
    assert.equal(answer.status, 422)
    assert.match(String(answer.body.detail), /Idempotency-Key/)
  })
})
