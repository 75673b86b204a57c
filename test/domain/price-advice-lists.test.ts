import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { logInProduct, type PassProduct, type PriceList } from '../../domain/catalog.ts'
import { priceOrder } from '../../domain/price.ts'
import {
  type AdvisedOption,
  adviseOptions,
  benefits,
  cheaperWays,
  optionOf,
  worthSaying,
} from '../../domain/price-advice.ts'
import { individualPass } from './catalogue.ts'

const mostSeatsOfATier = 40
const cents = fc.integer({ min: 1, max: 200_000 })
const lists: fc.Arbitrary<PriceList> = fc.record({
  slug: fc.constant('any'),
  individualCents: cents,
  teamTiers: fc.uniqueArray(
    fc.record({ minimumSeats: fc.integer({ min: 2, max: mostSeatsOfATier }), seatCents: cents }),
    { maxLength: 5, selector: ({ minimumSeats }) => minimumSeats },
  ),
  groupShowingCents: fc.option(cents),
  institutionCents: fc.option(cents),
  includes: fc.subarray(['recording', 'slides', 'certificate', 'forum']),
})
const passes: fc.Arbitrary<PassProduct | null> = fc.option(
  cents.map((priceCents) => ({ ...individualPass, priceCents })),
)
const wishes = fc.record({
  people: fc.integer({ min: 1, max: 60 }),
  webinars: fc.integer({ min: 1, max: 12 }),
  list: lists,
  pass: passes,
})
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never

function ofEvery(holds: (options: AdvisedOption[], wish: Wish) => void): void {
  fc.assert(
    fc.property(wishes, (wish) => {
      const options = adviseOptions(wish)
      assert.ok(Array.isArray(options))
      holds(options, wish)
    }),
    { numRuns: 300 },
  )
}

/** What so many log-ins cost, for each of the webinars. */
function logInCents({ list, webinars }: Wish, seats: number): number {
  const price = priceOrder({ product: logInProduct(list, seats), list, seats })
  assert.ok(!('code' in price))
  return price.totalCents * webinars
}

const areLogIns = ({ product }: AdvisedOption) => product === 'individual' || product === 'team'
const cheapest = (some: number[]) => Math.min(...some)

describe('advice on any price list', () => {
  it('is cheapest first, to the cent of what an order costs', () => {
    ofEvery((options, wish) => {
      const { list, pass, people, webinars } = wish
      const totals = options.map(({ totalCents }) => totalCents)
      assert.deepEqual(
        totals,
        totals.toSorted((one, other) => one - other),
      )
      for (const option of options) {
        const exact = areLogIns(option)
          ? logInCents(wish, option.seats ?? 0)
          : {
              'group-showing': (list.groupShowingCents ?? 0) * webinars,
              institution: (list.institutionCents ?? 0) * webinars,
              pass: (pass?.priceCents ?? 0) * people,
              individual: 0,
              team: 0,
            }[option.product]
        assert.equal(option.totalCents, exact)
        assert.equal(option.savesCents, logInCents(wish, people) - exact)
      }
    })
  })

  it('never has what the list lacks, and always a log-in each', () => {
    ofEvery((options, { list, pass, people }) => {
      const has = (product: string) => options.some((each) => each.product === product)
      assert.equal(has('group-showing'), list.groupShowingCents !== null)
      assert.equal(has('institution'), list.institutionCents !== null)
      assert.equal(has('pass'), pass !== null)
      if (list.teamTiers.length === 0) assert.ok(!has('team'))
      assert.ok(optionOf(options, { product: 'individual', people }))
    })
  })

  it('says of every benefit that any option gives that it is given or lacking', () => {
    ofEvery((options) => {
      const onOffer = benefits.filter((one) => options.some(({ gives }) => gives.includes(one)))
      for (const { gives, lacks } of options) {
        assert.deepEqual([...gives, ...lacks].toSorted(), onOffer.toSorted())
      }
    })
  })

  it('names more log-ins than people exactly where they cost less in all, and never dearer ones than it could', () => {
    ofEvery((options, wish) => {
      const { people } = wish
      const counts = Array.from({ length: mostSeatsOfATier }, (_, more) => people + more)
      const bestCents = cheapest(counts.map((seats) => logInCents(wish, seats)))
      const logIns = options.filter(areLogIns)
      assert.equal(cheapest(logIns.map(({ totalCents }) => totalCents)), bestCents)
      const isNamed = logIns.some(({ seats }) => (seats ?? 0) > people)
      assert.equal(isNamed, bestCents < logInCents(wish, people))
      for (const { seats, totalCents } of logIns.filter(({ seats }) => seats !== people)) {
        const better = counts.filter((more) => more > (seats ?? 0))
        assert.ok(better.every((more) => logInCents(wish, more) > totalCents))
      }
    })
  })

  it('of what costs less than a choice, is complete, exact, and names what is lost and gained', () => {
    ofEvery((options) => {
      for (const choice of options) {
        const ways = cheaperWays(options, choice)
        assert.equal(
          ways.length,
          options.filter(({ totalCents }) => totalCents < choice.totalCents).length,
        )
        for (const { totalCents, cheaperByCents, gives, loses, gains } of ways) {
          assert.ok(cheaperByCents > 0)
          assert.equal(totalCents + cheaperByCents, choice.totalCents)
          const kept = choice.gives.filter((one) => !loses.includes(one))
          assert.deepEqual([...kept, ...gains].toSorted(), gives.toSorted())
        }
        const said = worthSaying(ways)
        assert.equal(said[0], ways[0])
        assert.equal(
          ways.some(({ loses }) => loses.length === 0),
          said.some(({ loses }) => loses.length === 0),
        )
      }
    })
  })
})
