import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { aCheck, checkOf, creditOf, moneyPost } from './support/desk.ts'
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

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant('record' as const) },
    { weight: 7, arbitrary: fc.constantFrom(...(Object.keys(paths) as (keyof typeof paths)[])) },
  ),
  check: fc.nat(),
  order: fc.nat(),
  other: fc.nat(),
  cents: fc.constantFrom(5_000, 9_900, 20_000, 32_500, 40_000),
})

describe('the books', () => {
  for (const seed of [1, 2, 3]) {
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
      const checks: string[] = []
      const acts = fc.sample(act, { seed, numRuns: 60 })
      for (let first = 0; first < acts.length; first += 6) {
        const atOnce = acts.slice(first, first + 6)
        await Promise.all(atOnce.map((one) => send(one, { orders, holders, checks })))
      }
      await booksBalance(orders)
    })
  }

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
async function send(
  { what, check, order, other, cents }: Act,
  { orders, holders, checks }: { orders: string[]; holders: string[]; checks: string[] },
): Promise<void> {
  const nth = (list: string[], n: number) => list[n % list.length] ?? ''
  const number = nth(orders, order)
  if (what === 'record' || (checks.length === 0 && !isOfOrder(what))) {
    const allocations = order % 3 === 0 ? [] : [{ order: number, cents: 9_900 }]
    const isKnown = other % 2 === 0 && allocations.length === 0
    const holder = isKnown ? { creditOf: nth(holders, other) } : {}
    const body = aCheck({ cents: Math.max(cents, 9_900), allocations, ...holder })
    const reply = await moneyPost(world, '/checks', body)
    assert.ok(reply.status < 500, JSON.stringify(reply.body))
    checks.push(checkOf(reply))
    return
  }
  const bodies = {
    allocate: { allocations: [{ order: number, cents }] },
    move: { from: number, to: nth(orders, other) },
    reverse: { reason: other % 2 === 0 ? 'bounced' : 'typed-wrongly' },
    attribute: { creditOf: nth(holders, other) },
    applyCredit: { cents },
    payOutCredit: { cents, how: 'By check.' },
    cancel: { reason: 'They wrote to us.' },
    writeOff: {},
    reinstate: {},
  }
  const of = isOfOrder(what) ? `/orders/${number}` : `/checks/${nth(checks, check)}`
  const reply = await moneyPost(world, `${of}/${paths[what]}`, bodies[what])
  assert.ok([201, 202, 409].includes(reply.status), `${what}: ${JSON.stringify(reply.body)}`)
}

function isOfOrder(what: Act['what']): boolean {
  return ['applyCredit', 'payOutCredit', 'cancel', 'writeOff', 'reinstate'].includes(what)
}

async function booksBalance(orders: string[]): Promise<void> {
  await world.quiet()
  const { body } = await world.get('/ledger', { as: world.ann })
  const { checksCents, otherwiseCents, underWayCents, ...places } = body as Record<string, number>
  const placed = Object.values(places).reduce((sum, cents) => sum + cents, 0)
  assert.equal(placed, Number(checksCents) + Number(otherwiseCents), JSON.stringify(body))
  assert.equal(underWayCents, 0)
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
