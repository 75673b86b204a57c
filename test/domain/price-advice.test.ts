import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PriceList, Product } from '../../domain/catalog.ts'
import { type AdviceWanted, type AdvisedOption, adviseOptions } from '../../domain/price-advice.ts'
import { individualPass, list2020, list2022 } from './catalogue.ts'

const cheapestByPeople: [number, Product, number][] = [
  [1, 'individual', 9_900],
  [2, 'individual', 19_800],
  [3, 'team', 22_500],
  [4, 'group-showing', 29_900],
  [5, 'group-showing', 29_900],
  [8, 'group-showing', 29_900],
]
for (const [people, product, totalCents] of cheapestByPeople) {
  test(`for ${people} the cheapest is ${product}`, () => {
    const [first] = advise({ people })
    assert.deepEqual([first?.product, first?.totalCents], [product, totalCents])
  })
}

const againstShowing = [
  [2, 10_100],
  [3, 7_400],
  [4, -100],
  [5, -2_600],
] as const
for (const [people, moreCents] of againstShowing) {
  test(`a showing for ${people} costs ${moreCents} cents more than log-ins`, () => {
    assert.equal(find(advise({ people }), 'group-showing')?.savesCents, -moreCents)
  })
}

test('log-ins cost less than an institution up to 7, and more from 8 on', () => {
  assert.equal(find(advise({ people: 7 }), 'institution')?.savesCents, -4_400)
  assert.equal(find(advise({ people: 8 }), 'institution')?.savesCents, 2_100)
})

test('a pass costs less than six webinars, and more than five', () => {
  assert.equal(find(advise({ people: 1, webinars: 6 }), 'pass')?.savesCents, 9_500)
  assert.equal(find(advise({ people: 1, webinars: 5 }), 'pass')?.savesCents, -400)
})

test('under the 2022 list one more seat never costs less in all', () => {
  for (const people of [1, 2, 3, 4, 5, 6]) {
    const logIns = advise({ people }).filter(isLogIns)
    assert.deepEqual(
      logIns.map((each) => each.seats),
      [people],
    )
  }
})

test('where a better tier makes one more seat cheaper in all, that is an option with room', () => {
  const list: PriceList = {
    ...list2022,
    teamTiers: [
      { minimumSeats: 3, seatCents: 7_500 },
      { minimumSeats: 5, seatCents: 5_000 },
    ],
  }
  const [first, second] = advise({ people: 4, list }).filter(isLogIns)
  assert.deepEqual([first?.seats, first?.totalCents, first?.savesCents], [5, 25_000, 5_000])
  assert.equal(first?.gives.includes('room-for-more-people'), true)
  assert.deepEqual([second?.seats, second?.totalCents], [4, 30_000])
  assert.equal(second?.lacks.includes('room-for-more-people'), true)
})

test('a list without teams, showing and institution offers log-ins and passes only', () => {
  const products = advise({ people: 4, list: list2020 }).map((each) => each.product)
  assert.deepEqual(products, ['individual', 'pass'])
})

test('without a pass for sale none is advised', () => {
  assert.equal(find(advise({ people: 4, pass: null }), 'pass'), undefined)
})

test('a showing lacks what a log-in gives each person', () => {
  const showing = find(advise({ people: 4 }), 'group-showing')
  assert.deepEqual(showing?.gives, [
    'showing-to-a-group',
    'room-for-more-people',
    'access-for-ever',
  ])
  assert.deepEqual(showing?.lacks.toSorted(), [
    'hosting-in-niche-academy',
    'other-webinars-for-a-year',
    'own-certificate-for-each-person',
    'own-log-in-for-each-person',
  ])
})

test('no certificate is promised where the list has none', () => {
  const gives = advise({ people: 1, list: list2020 }).flatMap((each) => each.gives)
  assert.equal(gives.includes('own-certificate-for-each-person'), false)
})

test('a pass each lacks access for ever', () => {
  assert.equal(find(advise({ people: 2 }), 'pass')?.lacks.includes('access-for-ever'), true)
  assert.equal(find(advise({ people: 2 }), 'pass')?.totalCents, 99_800)
})

for (const people of [0, 2.5, 10_001]) {
  test(`advice for ${people} people is refused`, () => {
    const refusal = adviseOptions({ people, list: list2022, pass: individualPass })
    assert.equal('code' in refusal && refusal.code, 'seats-out-of-range')
  })
}

function advise(wanted: Partial<AdviceWanted> & { people: number }): AdvisedOption[] {
  const options = adviseOptions({ list: list2022, pass: individualPass, ...wanted })
  assert.ok(Array.isArray(options), JSON.stringify(options))
  return options
}

function find(options: AdvisedOption[], product: Product): AdvisedOption | undefined {
  return options.find((each) => each.product === product)
}

function isLogIns(option: AdvisedOption): boolean {
  return option.product === 'individual' || option.product === 'team'
}
