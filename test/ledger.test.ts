import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { aCheck, checkOf, creditOf, moneyPost } from './support/desk.ts'
import { isFull } from './support/full.ts'
import { libraries, onOrder, orderShown, prices } from './support/library.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

interface Act {
  what: keyof typeof paths | 'record'
  /** Which check, which order and which other one, as numbers to take the rest of. */
  check: number
  order: number
  other: number
  cents: number
}

const paths = {
  allocate: 'allocations',
  move: 'moves',
  reverse: 'reversals',
  attribute: 'attributions',
  applyCredit: 'credit-applications',
  payOutCredit: 'credit-payouts',
  cancel: 'cancellations',
  writeOff: 'write-offs',
  reinstate: 'reinstatements',
}

const weights: Record<Act['what'], number> = {
  record: 5,
  allocate: 5,
  move: 3,
  reverse: 2,
  attribute: 2,
  applyCredit: 5,
  payOutCredit: 1,
  cancel: 1,
  writeOff: 1,
  reinstate: 3,
}

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.oneof(
    ...(Object.keys(weights) as Act['what'][]).map((what) => ({
      weight: weights[what],
      arbitrary: fc.constant(what),
    })),
  ),
  check: fc.nat(),
  order: fc.nat(),
  other: fc.nat(),
  cents: fc.constantFrom(100, 2_500, 5_000, 9_900),
})

/** What random acts are about; a check with the order that had it first. */
interface Desk {
  orders: string[]
  holders: string[]
  checks: { id: string; order: string }[]
}

describe('the books', () => {
  for (const seed of isFull ? [1, 2, 3] : [1, 2]) {
    it(`balance after whatever people do at once, ${seed}`, async () => {
      const library = await libraries(world)
      const [one, other] = [library(), library()]
      const orders = [
        await one.order('team'),
        await one.order('one'),
        await one.order('showing'),
        await other.order('team'),
        await other.order('one'),
      ]
      const holders = [await one.holder(), await other.holder()]
      const checks: Desk['checks'] = []
      const acts = fc.sample(act, { seed, numRuns: isFull ? 90 : 60 })
      for (let first = 0; first < acts.length; first += 6) {
        const atOnce = acts.slice(first, first + 6)
        await Promise.all(atOnce.map((one) => send(one, { orders, holders, checks })))
      }
      await booksBalance(orders)
    })
  }

  it('were moved by acts of every kind', async () => {
    const rows = await world.sql<{ kind: string }[]>`
      select distinct kind from submissions where outcome = 'applied'
    `
    const applied = new Set(rows.map(({ kind }) => kind))
    const acts = [
      'recordCheck',
      'allocate',
      'moveAllocation',
      'reverse',
      'attribute',
      'applyCredit',
    ]
    const others = ['payOutCredit', 'cancel', 'writeOff', 'reinstate', 'paymentReversed']
    assert.deepEqual(
      [...acts, ...others].filter((kind) => !applied.has(kind)),
      [],
    )
  })

  it('are even when every check is taken back and every order is cancelled', async () => {
    const library = (await libraries(world))()
    const number = await library.order('team')
    const check = checkOf(
      await moneyPost(
        world,
        '/checks',
        aCheck({ cents: 50_000, allocations: [{ order: number, cents: 40_000 }] }),
      ),
    )
    await world.quiet()
    assert.equal(await creditOf(world, await library.holder()), 50_000 - prices.team)
    await moneyPost(world, `/checks/${check}/reversals`, { reason: 'typed-wrongly' })
    await world.quiet()
    await onOrder(world, number, 'cancellations', { reason: 'Ordered by mistake.' })
    assert.equal(await creditOf(world, await library.holder()), 0)
    await booksBalance([number])
    assert.equal((await balanceOf(number)).openCents, 0)
  })
})

/** Sends what a random act says; that it is refused is as good as that it is done, but nothing may break. */
async function send(act: Act, desk: Desk): Promise<void> {
  const { what, order, other, cents } = act
  const check = nth(desk.checks, act.check)
  if (what === 'record' || (check === undefined && !isOfOrder(what))) return record(act, desk)
  const number = nth(desk.orders, order)
  const bodies = {
    allocate: { allocations: [{ order: number, cents }] },
    move: { from: check?.order, to: number },
    reverse: { reason: other % 2 === 0 ? 'bounced' : 'typed-wrongly' },
    attribute: { creditOf: nth(desk.holders, other) },
    applyCredit: { cents },
    payOutCredit: { cents, how: 'By check.' },
    cancel: { reason: 'They wrote to us.' },
    writeOff: { reason: 'Nobody answers.' },
    reinstate: {},
  }
  const of = isOfOrder(what) ? `/orders/${number}` : `/checks/${check?.id}`
  const reply = await moneyPost(world, `${of}/${paths[what]}`, bodies[what])
  assert.ok([201, 202, 409].includes(reply.status), `${what}: ${JSON.stringify(reply.body)}`)
}

/** A check that pays an order, more or less than it owes; or nobody's yet; or somebody's credit. */
async function record({ order, other, cents }: Act, desk: Desk): Promise<void> {
  const number = nth(desk.orders, order) ?? ''
  const ways = [
    { allocations: [{ order: number, cents: cents * 2 }] },
    { creditOf: nth(desk.holders, order) },
    {},
  ]
  const reply = await moneyPost(world, '/checks', aCheck({ cents: 20_000, ...nth(ways, other) }))
  assert.ok([201, 202].includes(reply.status), JSON.stringify(reply.body))
  desk.checks.push({ id: checkOf(reply), order: number })
}

function nth<T>(list: readonly T[], n: number): T | undefined {
  return list[n % list.length]
}

function isOfOrder(what: Act['what']): boolean {
  return ['applyCredit', 'payOutCredit', 'cancel', 'writeOff', 'reinstate'].includes(what)
}

async function booksBalance(orders: string[]): Promise<void> {
  await world.quiet()
  const { body } = await world.get('/ledger', { as: world.ann })
  const { checksCents, cardsCents, otherwiseCents, underWayCents, ...places } = body as Record<
    string,
    number
  >
  const placed = Object.values(places).reduce((sum, cents) => sum + cents, 0)
  assert.equal(
    placed,
    Number(checksCents) + Number(cardsCents) + Number(otherwiseCents),
    JSON.stringify(body),
  )
  assert.equal(underWayCents, 0)
  const totalOf = async (name: string) =>
    (await world.get(`/exports/${name}/totals`, { as: world.ann })).body.cents
  assert.equal(await totalOf('payments'), Number(places.ordersCents) + Number(places.creditCents))
  const [open] = await world.sql<{ cents: number }[]>`
    select sum(greatest(0, cents))::bigint as cents
    from (
      select sum(case
        when kind in ('charge', 'fee', 'reinstatement', 'reversal', 'credit-out') then cents
        when kind = 'refund' then 0
        else -cents
      end) as cents
      from ledger_entries
      group by order_number
    ) balances
  `
  assert.equal(await totalOf('open-items'), open?.cents)
  for (const number of orders) {
    const { openCents, entries } = await balanceOf(number)
    const of = (kind: string) => entries[kind] ?? 0
    const charges = of('charge') - of('credit-note') - of('write-off') + of('reinstatement')
    const payments = of('payment') - of('reversal')
    const credits = of('credit-in') - of('credit-out')
    assert.equal(charges - payments - credits, openCents)
    assert.equal((await orderShown(world, number)).openCents, Math.max(0, openCents))
    assert.deepEqual(await creditThroughOrder(number), credits)
  }
}

async function balanceOf(number: string) {
  const { body } = await world.get(`/balances?order=${number}`, { as: world.ann })
  const [balance] = body.items as { openCents: number; entries: Record<string, number> }[]
  return balance ?? assert.fail(`No balance of order ${number}`)
}

/** What the order took from its holder's credit, less what it gave to it: the other side of its own entries. */
async function creditThroughOrder(number: string): Promise<number> {
  const [row] = await world.sql<{ cents: number }[]>`
    select coalesce(sum(case kind when 'from-order' then -cents else cents end), 0)::integer as cents
    from credit_entries
    where order_number = ${number} and kind <> 'paid-out'
  `
  return row?.cents ?? 0
}
