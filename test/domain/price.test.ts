import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { listIncludes, type PriceList, type WebinarProduct } from '../../domain/catalog.ts'
import { MOST_SEATS, priceOrder, type WebinarWanted } from '../../domain/price.ts'
import { individualPass, list2020, list2022 } from './catalogue.ts'

type Row = [string, Omit<WebinarWanted, 'list'>, number]

const pricesOf2022: Row[] = [
  ['one log-in is at the individual price', { product: 'individual', seats: 1 }, 9_900],
  ['no number is one log-in', { product: 'individual', seats: null }, 9_900],
  ['two log-ins are at the individual price', { product: 'individual', seats: 2 }, 19_800],
  ['a team of 3 is at the first tier', { product: 'team', seats: 3 }, 22_500],
  ['a team of 4 is at the first tier', { product: 'team', seats: 4 }, 30_000],
  ['a team of 5 is at the second tier', { product: 'team', seats: 5 }, 32_500],
  ['a team of 8 is at the second tier', { product: 'team', seats: 8 }, 52_000],
  ['the largest order is priced', { product: 'team', seats: MOST_SEATS }, 65_000_000],
  ['a showing is one log-in', { product: 'group-showing', seats: 1 }, 29_900],
  ['an institution names no number', { product: 'institution', seats: null }, 49_900],
  ['an institution names a number', { product: 'institution', seats: 400 }, 49_900],
]

for (const [promise, wanted, totalCents] of pricesOf2022) {
  test(`2022 list: ${promise}`, () => {
    assert.equal(total(wanted, list2022), totalCents)
  })
}

test('2020 list: several log-ins are each at the individual price', () => {
  assert.equal(total({ product: 'individual', seats: 7 }, list2020), 69_300)
})

const notIn2020: WebinarProduct[] = ['team', 'group-showing', 'institution']
for (const product of notIn2020) {
  test(`2020 list: ${product} cannot be ordered, at an agreed price neither`, () => {
    const refusal = { code: 'product-not-in-list', product, listSlug: '2020' }
    assert.deepEqual(priceOrder({ product, list: list2020, seats: 5 }), refusal)
    assert.deepEqual(
      priceOrder({ product, list: list2020, seats: 5, agreedCents: 10_000 }),
      refusal,
    )
  })
}

test('what a registration includes is what its price list says', () => {
  assert.equal(listIncludes(list2020, 'forum'), true)
  assert.equal(listIncludes(list2020, 'certificate'), false)
  assert.equal(listIncludes(list2022, 'forum'), false)
  assert.equal(listIncludes(list2022, 'certificate'), true)
})

const laterSeats = [
  [2, 1, 7_500],
  [3, 1, 7_500],
  [4, 1, 6_500],
  [3, 2, 13_000],
  [100, 1, 6_500],
] as const
for (const [seatsAlreadyReached, seats, totalCents] of laterSeats) {
  test(`${seats} more after ${seatsAlreadyReached} are at the tier that all reach together`, () => {
    const wanted = { product: 'team', seats, seatsAlreadyReached } as const
    assert.equal(total(wanted, list2022), totalCents)
  })
}

test('an order shows its lines: what, how many, at how much', () => {
  assert.deepEqual(priceOrder({ product: 'team', list: list2022, seats: 5 }), {
    lines: [{ code: 'team-log-in', quantity: 5, unitCents: 6_500, totalCents: 32_500 }],
    seats: 5,
    totalCents: 32_500,
  })
})

test("a pass holder's own log-in is free", () => {
  assert.deepEqual(
    priceOrder({ product: 'individual', list: list2022, seats: 1, holdsPass: true }),
    {
      lines: [{ code: 'pass-holder-log-in', quantity: 1, unitCents: 0, totalCents: 0 }],
      seats: 1,
      totalCents: 0,
    },
  )
})

test('a pass holder pays for the log-ins of others', () => {
  const withOne = { product: 'individual', seats: 2, holdsPass: true } as const
  assert.equal(total(withOne, list2022), 9_900)
  assert.equal(total({ product: 'team', seats: 5, holdsPass: true }, list2022), 32_500)
  assert.equal(total({ product: 'group-showing', seats: 1, holdsPass: true }, list2022), 29_900)
})

test('an agreed price overrides the list', () => {
  assert.deepEqual(
    priceOrder({ product: 'team', list: list2022, seats: 20, agreedCents: 100_000 }),
    {
      lines: [{ code: 'agreed-price', quantity: 1, unitCents: 100_000, totalCents: 100_000 }],
      seats: 20,
      totalCents: 100_000,
    },
  )
  const free = { product: 'individual', seats: 1, agreedCents: 0 } as const
  assert.equal(total(free, list2022), 0)
})

test('a pass has one price a term; many at once are by inquiry, at an agreed price', () => {
  const wanted = { product: 'pass', pass: individualPass } as const
  const one = priceOrder({ ...wanted, seats: 1 })
  assert.equal('code' in one || one.totalCents, 49_900)
  assert.deepEqual(priceOrder({ ...wanted, seats: 30 }), {
    code: 'many-passes-by-inquiry',
    seats: 30,
  })
  const contract = priceOrder({ ...wanted, seats: 30, agreedCents: 600_000 })
  assert.equal('code' in contract || contract.totalCents, 600_000)
})

test('three log-ins are ordered as a team, not as individuals', () => {
  assert.deepEqual(priceOrder({ product: 'individual', list: list2022, seats: 3 }), {
    code: 'order-as-team',
    seats: 3,
    minimumSeats: 3,
  })
})

test('two log-ins alone are no team', () => {
  assert.deepEqual(priceOrder({ product: 'team', list: list2022, seats: 2 }), {
    code: 'team-too-small',
    seats: 2,
    minimumSeats: 3,
  })
})

for (const seats of [0, -1, 1.5, Number.NaN, MOST_SEATS + 1]) {
  for (const product of ['individual', 'team', 'group-showing', 'institution'] as const) {
    test(`${seats} seats of ${product} are refused`, () => {
      const refusal = priceOrder({ product, list: list2022, seats })
      assert.equal('code' in refusal && refusal.code, 'seats-out-of-range')
    })
  }
}

test('a team says how many', () => {
  const refusal = priceOrder({ product: 'team', list: list2022, seats: null })
  assert.equal('code' in refusal && refusal.code, 'seats-out-of-range')
})

test('a showing of several log-ins is refused', () => {
  assert.deepEqual(priceOrder({ product: 'group-showing', list: list2022, seats: 12 }), {
    code: 'one-log-in-only',
    product: 'group-showing',
    seats: 12,
  })
})

for (const agreedCents of [-1, 0.5, 2_147_483_648]) {
  test(`an agreed price of ${agreedCents} cents is refused`, () => {
    const refusal = priceOrder({ product: 'team', list: list2022, seats: 5, agreedCents })
    assert.equal('code' in refusal && refusal.code, 'agreed-price-out-of-range')
  })
}

test('the total of every order is the sum of its lines, and each line its units', () => {
  const product = fc.constantFrom<WebinarProduct>(...notIn2020, 'individual')
  const wanted = fc.record({
    product,
    seats: fc.option(fc.integer({ min: -2, max: 12_000 })),
    seatsAlreadyReached: fc.nat(50),
    holdsPass: fc.boolean(),
    list: fc.constantFrom(list2020, list2022),
  })
  fc.assert(
    fc.property(wanted, (each) => {
      const price = priceOrder(each)
      if ('code' in price) return
      for (const line of price.lines) {
        assert.equal(line.totalCents, line.quantity * line.unitCents)
      }
      const cents = price.lines.reduce((sum, line) => sum + line.totalCents, 0)
      assert.equal(price.totalCents, cents)
      assert.ok(Number.isSafeInteger(cents) && cents >= 0)
    }),
  )
})

test('the price of a log-in never rises with the number of log-ins', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: MOST_SEATS - 1 }), (seats) => {
      const unitCents = total({ product: 'team', seats }, list2022) / seats
      const unitCentsOfOneMore =
        total({ product: 'team', seats: seats + 1 }, list2022) / (seats + 1)
      assert.ok(unitCentsOfOneMore <= unitCents)
    }),
  )
})

function total(wanted: Omit<WebinarWanted, 'list'>, list: PriceList): number {
  const price = priceOrder({ ...wanted, list })
  assert.ok(!('code' in price), JSON.stringify(price))
  return price.totalCents
}
