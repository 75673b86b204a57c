import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { type CatalogueThere, catalogue, draft } from './support/catalogue.ts'
import { host, room } from './support/host.ts'
import { accepted } from './support/purchase.ts'
import { signIn, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

describe('the page of a webinar', () => {
  it('shows what it is about, when, and leads on to ordering', async () => {
    const slug = await shop.webinar()
    const page = await visitor(world).get(`/webinars/${slug}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /<time datetime="[^"]+" data-zone="America\/New_York">/)
    assert.match(page.text, new RegExp(`href="/orders/new\\?webinar=${slug}"[^>]*>Register<`))
    assert.match((await visitor(world).get('/')).text, new RegExp(`href="/webinars/${slug}"`))
  })

  it('advises on prices for so many people, cheapest first, and says what saves', async () => {
    const slug = await shop.webinar()
    const page = await visitor(world).get(`/webinars/${slug}?people=9`)
    assert.match(
      page.text,
      /Institutional access costs \$499\.00 in all, \$86\.00 less than 9 log-ins/,
    )
    assert.match(
      page.text,
      new RegExp(`/orders/new\\?webinar=${slug}&amp;product=team&amp;seats=9`),
    )
  })

  it('with a number of people that is none is shown again, with a sentence', async () => {
    const page = await visitor(world).get(`/webinars/${await shop.webinar()}?people=many`)
    assert.equal(page.status, 422)
    assert.match(page.text, /Please give a whole number of people/)
  })

  it('can be put into a calendar, without what only a place opens', async () => {
    const slug = await shop.webinar()
    await host(world).does(slug, 'join-details', room)
    const entry = await visitor(world).get(`/webinars/${slug}/calendar.ics`)
    assert.match(entry.headers.get('content-type') ?? '', /text\/calendar/)
    assert.match(entry.text, new RegExp(`/webinars/${slug}`))
    assert.doesNotMatch(entry.text + (await visitor(world).get(`/webinars/${slug}`)).text, /meet\./)
  })

  it('lets in whoever has a place, when they have signed in', async () => {
    const slug = await shop.webinar()
    const { email } = await member(world)
    await accepted(world, slug, { people: [email] })
    await host(world).does(slug, 'join-details', room)
    const page = await (await signIn(world, email)).get(`/webinars/${slug}`)
    assert.match(page.text, new RegExp(`href="${room.url}"[^>]*>Join the webinar<`))
  })

  it('that is a draft, or not there, is a page that is not there', async () => {
    const body = draft({ slug: 'still-a-draft', startsAt: '2027-03-01T14:00' })
    assert.equal((await world.post('/webinars', body, { as: world.ann })).status, 201)
    for (const slug of [String(body.slug), 'nothing', '..%2Fetc']) {
      assert.equal((await visitor(world).get(`/webinars/${slug}`)).status, 404, slug)
    }
  })
})
