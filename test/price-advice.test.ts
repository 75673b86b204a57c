import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { benefits } from '../domain/price-advice.ts'
import { type CatalogueThere, catalogue, draft } from './support/catalogue.ts'
import { accepted, addresses, paid, placed } from './support/purchase.ts'
import { quoted } from './support/quote.ts'
import { openWorld, type World } from './support/world.ts'

interface Said {
  product: string
  what: string
  totalCents: number
  gives: { benefit: string; words: string }[]
  lacks: { benefit: string; words: string }[]
  cheaperByCents: number
  advice: string
}
interface Advice {
  options: Said[]
  instead: Said
  cheaper: Said[]
}

let world: World
let there: CatalogueThere
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
  webinar = await there.webinar({ startsInDays: 300 })
})
after(() => world.close())

const asked = (query: Record<string, string | number>) =>
  world.get(`/advice?${new URLSearchParams({ webinar, ...query } as Record<string, string>)}`)
const advised = async (query: Record<string, string | number>) => {
  const { status, body } = await asked(query)
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as Advice
}
const costs = ({ options }: Advice) =>
  options.map(({ what, totalCents }) => `${what}: ${totalCents / 100}`)

describe('for so many people', () => {
  const table: [people: number, ...options: string[]][] = [
    [2, '2 log-ins: 198', 'a group showing: 299', 'institutional access: 499', '2 passes: 998'],
    [3, '3 log-ins: 225', 'a group showing: 299', 'institutional access: 499', '3 passes: 1497'],
    [4, 'a group showing: 299', '4 log-ins: 300', 'institutional access: 499', '4 passes: 1996'],
    [5, 'a group showing: 299', '5 log-ins: 325', 'institutional access: 499', '5 passes: 2495'],
    [7, 'a group showing: 299', '7 log-ins: 455', 'institutional access: 499', '7 passes: 3493'],
    [8, 'a group showing: 299', 'institutional access: 499', '8 log-ins: 520', '8 passes: 3992'],
  ]
  for (const [people, ...options] of table) {
    it(`${people}, everything that is sold, cheapest first`, async () => {
      assert.deepEqual(costs(await advised({ people })), options)
    })
  }

  it('each option says in words what it gives, and what it lacks', async () => {
    const { options } = await advised({ people: 5 })
    const [showing] = options
    const words = (some: Said['gives'] = []) => some.map(({ words }) => words)
    assert.ok(words(showing?.gives).includes('room for more people'))
    assert.ok(words(showing?.lacks).includes('a certificate for each person'))
  })

  it('only what gives what they must have', async () => {
    const certificates = await advised({ people: 8, wants: 'own-certificate-for-each-person' })
    assert.equal(costs(certificates)[0], 'institutional access: 499')
    const hosted = await advised({ people: 8, wants: 'hosting-in-niche-academy,access-for-ever' })
    assert.deepEqual(costs(hosted), ['institutional access: 499'])
    const both = await advised({
      people: 3,
      wants: 'own-log-in-for-each-person,showing-to-a-group',
    })
    assert.deepEqual(both.options, [])
  })

  it('a pass for six webinars, and not for five', async () => {
    const six = await advised({ people: 1, webinars: 6 })
    assert.deepEqual(costs(six)[0], 'a pass: 499')
    assert.match(
      six.cheaper[0]?.advice ?? '',
      /^A pass costs \$499\.00 in all, \$95\.00 less than a log-in for each of 6 webinars\. You would gain .*other webinars for a year\. You would lose access that never expires\.$/,
    )
    const five = await advised({ people: 1, webinars: 5 })
    assert.equal(costs(five)[0], 'a log-in for each of 5 webinars: 495')
  })

  it('nothing that a price list does not have', async () => {
    const old = await there.webinar({ priceList: '2020' })
    const { body } = await world.get(`/advice?webinar=${old}&people=4`)
    assert.deepEqual(costs(body as unknown as Advice), ['4 log-ins: 396', '4 passes: 1996'])
  })
})

describe('whoever thought of', () => {
  it('a showing for 3 hears that log-ins cost less, and what is lost', async () => {
    const { instead, cheaper } = await advised({ people: 3, product: 'group-showing' })
    assert.equal(instead.what, 'a group showing')
    assert.deepEqual(
      cheaper.map(({ advice }) => advice),
      [
        '3 log-ins cost $225.00 in all, $74.00 less than a group showing. You would gain a log-in for each person and a certificate for each person. You would lose the right to show it to a group in one room or one virtual meeting and room for more people.',
      ],
    )
  })

  it('a showing for 4 hears of nothing', async () => {
    assert.deepEqual((await advised({ people: 4, product: 'group-showing' })).cheaper, [])
  })

  it('log-ins for 8 hears of a showing, and of an institution with which nothing is lost', async () => {
    const { cheaper } = await advised({ people: 8, product: 'team' })
    assert.deepEqual(
      cheaper.map(({ what, cheaperByCents }) => [what, cheaperByCents]),
      [
        ['a group showing', 22_100],
        ['institutional access', 2_100],
      ],
    )
    assert.match(cheaper[1]?.advice ?? '', /You would lose nothing\.$/)
  })

  it('log-ins, hears where one more costs less in all', async () => {
    const slug = `list-${randomUUID().slice(0, 8)}`
    const list = {
      slug,
      individualCents: 9_900,
      teamTiers: [
        { minimumSeats: 3, seatCents: 7_500 },
        { minimumSeats: 5, seatCents: 5_000 },
      ],
      groupShowingCents: null,
      institutionCents: null,
      includes: ['recording'],
    }
    await world.post('/price-lists', list, { as: world.ann })
    const tiered = await there.webinar({ priceList: slug })
    const { body } = await world.get(`/advice?webinar=${tiered}&people=4`)
    assert.deepEqual(
      (body as unknown as Advice).cheaper.map(({ advice }) => advice),
      [
        '5 log-ins cost $250.00 in all, $50.00 less than 4 log-ins. You would gain room for more people. You would lose nothing.',
      ],
    )
  })
})

describe('what is asked', () => {
  const wrong: [query: Record<string, string | number>, field: string, sentence: RegExp][] = [
    [{ people: 0 }, 'people', /1 to 10,000 people/],
    [{ people: 10_001 }, 'people', /1 to 10,000 people/],
    [{ people: 2.5 }, 'people', /whole number/],
    [{ people: 'many' }, 'people', /whole number/],
    [{}, 'people', /whole number/],
    [{ people: 2, webinars: 0 }, 'webinars', /1 to 1,000 webinars/],
    [{ people: 2, product: 'gold' }, 'product', /one of: individual/],
    [{ people: 2, wants: 'luck' }, 'wants.0', new RegExp(benefits[0])],
    [{ people: 2, webinar: 'No Slug' }, 'webinar', /lower-case/],
  ]
  for (const [query, field, sentence] of wrong) {
    it(`is refused beside its field: ${JSON.stringify(query)}`, async () => {
      const { status, body } = await asked(query)
      assert.equal(status, 422)
      const [error] = body.errors as { field: string; message: string }[]
      assert.equal(error?.field, field)
      assert.match(error?.message ?? '', sentence)
    })
  }

  it('is a product that is sold, of a webinar that there is', async () => {
    const old = await there.webinar({ priceList: '2020' })
    assert.equal((await asked({ people: 2, product: 'institution', webinar: old })).status, 422)
    assert.equal((await asked({ people: 2, webinar: 'nowhere' })).status, 404)
    const slug = `webinar-${randomUUID().slice(0, 8)}`
    const startsAt = '2040-05-01T14:00:00'
    const saved = await world.post('/webinars', draft({ slug, startsAt }), { as: world.ann })
    assert.equal(saved.status, 201)
    assert.equal((await asked({ people: 2, webinar: slug })).status, 404)
  })
})

describe('by mail', () => {
  const cheaperShowing = /A group showing costs \$299\.00 in all, \$26\.00 less than 5 log-ins\./

  it('a quote and an order say before the payment that something costs less', async () => {
    const [quote, order] = [await quoted(world, webinar), await placed(world, webinar)]
    for (const [{ buyer }, subject] of [
      [quote, 'Quote Q'],
      [order, 'We have your order'],
    ] as const) {
      const text = (await world.mail.to(buyer.email, subject)).text.replaceAll(/\s+/g, ' ')
      assert.match(text, cheaperShowing)
      assert.match(text, /You would lose a log-in for each person and a certificate/)
      assert.match(text, /please write to us before you pay\./)
    }
  })

  it('nothing is said where nothing costs less, nor of a showing', async () => {
    const few = await placed(world, webinar, { seats: 3, people: addresses(3) })
    const showing = await placed(world, webinar, { product: 'group-showing', seats: 1, people: [] })
    for (const { buyer } of [few, showing]) {
      const { text } = await world.mail.to(buyer.email, 'We have your order')
      assert.doesNotMatch(text, /less than/)
    }
  })

  it('nothing is said once it is accepted, or paid', async () => {
    const purchase = await accepted(world, webinar)
    await paid(world, [[purchase, 32_500]])
    const quote = await quoted(world, webinar)
    await paid(world, [[quote, 32_500]])
    for (const [{ buyer }, subject] of [
      [purchase, 'purchase order is accepted'],
      [purchase, 'is paid'],
      [quote, 'is paid'],
    ] as const) {
      const { text } = await world.mail.to(buyer.email, subject)
      assert.doesNotMatch(text, /less than/)
    }
  })
})
