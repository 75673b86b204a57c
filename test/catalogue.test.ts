import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { catalogue, draft } from './support/catalogue.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let webinar: Awaited<ReturnType<typeof catalogue>>['webinar']
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = (await catalogue(world)).webinar
})
after(() => world.close())

const itemsOf = async (path: string) => {
  const { status, body } = await world.get(path)
  assert.equal(status, 200, JSON.stringify(body))
  return body.items as Record<string, unknown>[]
}

describe('the catalogue', () => {
  it('everybody sees presenters, series, price lists and passes', async () => {
    assert.deepEqual(
      (await itemsOf('/presenters')).map(({ slug }) => slug),
      ['steve-albrecht'],
    )
    assert.equal((await itemsOf('/series')).length, 2)
    assert.deepEqual(await itemsOf('/price-lists'), [
      {
        slug: '2020',
        individualCents: 9_900,
        teamTiers: [],
        groupShowingCents: null,
        institutionCents: null,
        includes: ['recording', 'slides', 'forum'],
      },
      {
        slug: '2022',
        individualCents: 9_900,
        teamTiers: [
          { minimumSeats: 3, seatCents: 7_500 },
          { minimumSeats: 5, seatCents: 6_500 },
        ],
        groupShowingCents: 29_900,
        institutionCents: 49_900,
        includes: ['recording', 'slides', 'certificate'],
      },
    ])
    assert.deepEqual(await itemsOf('/pass-products'), [
      {
        slug: 'individual-annual',
        title: 'Individual all-access annual pass',
        priceCents: 49_900,
        termMonths: 12,
        opensPresenterSlug: 'steve-albrecht',
      },
    ])
  })

  it('a webinar on sale is listed with its prices, and what can be done about it', async () => {
    const slug = await webinar()
    const shown = (await itemsOf('/webinars?show=upcoming')).find((one) => one.slug === slug)
    assert.ok(shown)
    assert.equal(shown.action, 'register')
    assert.deepEqual(shown.includes, ['recording', 'slides', 'certificate'])
    assert.equal((shown.prices as Record<string, unknown>).individualCents, 9_900)
    assert.equal((shown.presenter as Record<string, unknown>).slug, 'steve-albrecht')
  })

  it('a draft is shown to administrators only', async () => {
    const body = draft({ slug: 'a-draft', startsAt: '2030-06-03T14:00:00' })
    await world.post('/webinars', body, { as: world.ann })
    assert.equal((await world.get('/webinars/a-draft')).status, 404)
    const { body: shown } = await world.get('/webinars/a-draft', { as: world.ann })
    assert.deepEqual([shown.stage, shown.startsAt], ['draft', '2030-06-03T18:00:00.000Z'])
  })

  it('what is saved under a slug that is there takes its place', async () => {
    const series = { slug: 'library-safety', title: 'Library Safety' }
    assert.equal((await world.post('/series', series, { as: world.ann })).status, 201)
    const titles = (await itemsOf('/series')).map(({ title }) => title)
    assert.ok(titles.includes('Library Safety'))
    assert.equal(titles.length, 2)
  })
})
