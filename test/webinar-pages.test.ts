import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { type CatalogueThere, catalogue, draft } from './support/catalogue.ts'
import { host, recording, room } from './support/host.ts'
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
    assert.match(page.text, /<title>Error/)
    assert.match(page.text, /value="many"/, 'what was typed is kept')
  })

  it('says what is the cheapest with all that one needs, and marks what has it', async () => {
    const path = `/webinars/${await shop.webinar()}`
    const needs = (...wants: string[]) =>
      visitor(world).get(`${path}?people=7${wants.map((one) => `&wants=${one}`).join('')}`)
    const hosted = await needs('own-log-in-for-each-person', 'hosting-in-niche-academy')
    assert.match(hosted.text, /cheapest with all that you need: <strong>institutional access/)
    assert.equal(hosted.text.match(/Has all you need/g)?.length, 2)
    assert.match(hosted.text, /value="hosting-in-niche-academy" checked/)
    assert.doesNotMatch(hosted.text, /less than 7 log-ins/, 'a showing is not what is needed')
    const both = await needs('showing-to-a-group', 'own-log-in-for-each-person')
    assert.match(both.text, /Nothing gives all of this together/)
    assert.equal((await needs('no-such-need')).status, 200)
  })

  it('can be put into a calendar, without what only a place opens', async () => {
    const slug = await shop.webinar()
    await host(world).does(slug, 'join-details', room)
    const entry = await visitor(world).get(`/webinars/${slug}/calendar.ics`)
    assert.match(entry.headers.get('content-type') ?? '', /text\/calendar/)
    assert.match(entry.text, new RegExp(`/webinars/${slug}`))
    assert.doesNotMatch(entry.text + (await visitor(world).get(`/webinars/${slug}`)).text, /meet\./)
  })

  it('gives whoever has a place the entry that is in their mail, and nobody a newer one', async () => {
    const slug = await shop.webinar()
    const { email } = await member(world)
    await accepted(world, slug, { people: [email] })
    await host(world).does(slug, 'join-details', room)
    const path = `/webinars/${slug}/calendar.ics`
    const own = entryOf((await (await signIn(world, email)).get(path)).text)
    await world.quiet()
    const mailed = entryOf(await host(world).entryIn(email, 'How to attend'))
    const anybodys = entryOf((await visitor(world).get(path)).text)
    assert.deepEqual(own, mailed)
    assert.equal(anybodys.uid, mailed.uid)
    assert.ok(anybodys.sequence < mailed.sequence)
  })

  it('has one button that changes by itself, from registering to the recording', async () => {
    const slug = await shop.webinar()
    const { does, until } = host(world)
    const shows = async () => {
      const { text } = await visitor(world).get(`/webinars/${slug}`)
      return /href="\/orders\/new\?webinar=[\w-]+" class="button">([^<]+)</.exec(text)?.[1] ?? null
    }
    assert.equal(await shows(), 'Register')
    await does(slug, 'join-details', room)
    await until(slug, -0.5)
    assert.equal(await shows(), 'Register and join')
    await until(slug, -3)
    assert.equal(await shows(), null, 'there is nothing to buy until the recording is there')
    assert.doesNotMatch((await visitor(world).get(`/webinars/${slug}`)).text, /orders\/new/)
    const form = await visitor(world).get(`/orders/new?webinar=${slug}`)
    assert.equal(form.status, 409)
    assert.match(form.text, /Its recording is on its way/)
    await does(slug, 'recordings', recording)
    assert.equal(await shows(), 'Get the recording')
  })

  it('lets in whoever has a place, when they have signed in', async () => {
    const slug = await shop.webinar()
    const { email } = await member(world)
    await accepted(world, slug, { people: [email] })
    await host(world).does(slug, 'join-details', room)
    const page = await (await signIn(world, email)).get(`/webinars/${slug}`)
    assert.match(page.text, new RegExp(`href="${room.url}"[^>]*>Join the webinar<`))
  })

  it('leads whoever has a place that is not open yet to the page of that place', async () => {
    const slug = await shop.webinar()
    const { email, id } = await member(world)
    await accepted(world, slug, { people: [email] })
    const browser = await signIn(world, email)
    const place = `/registrations/${slug}~${id}`
    const page = await browser.get(`/webinars/${slug}`)
    assert.match(page.text, new RegExp(`href="${place}"[^>]*>See your place<`))
    assert.equal((await browser.get(place)).status, 200)
  })

  it('that is a draft, or not there, is a page that is not there', async () => {
    const body = draft({ slug: 'still-a-draft', startsAt: '2027-03-01T14:00' })
    assert.equal((await world.post('/webinars', body, { as: world.ann })).status, 201)
    for (const slug of [String(body.slug), 'nothing', '..%2Fetc']) {
      assert.equal((await visitor(world).get(`/webinars/${slug}`)).status, 404, slug)
    }
  })
})

describe('the lists of webinars', () => {
  it('are by presenter and series, which the address says, with a sentence where there is none', async () => {
    const slug = await shop.webinar()
    const list = (query: string) => visitor(world).get(`/webinars?${query}`)
    const own = await list('presenter=steve-albrecht&series=library-safety')
    assert.match(own.text, new RegExp(`href="/webinars/${slug}"`))
    assert.match(own.text, /<option value="steve-albrecht" selected/)
    const nobodys = await list('presenter=nobody')
    assert.equal(nobodys.status, 200)
    assert.match(nobodys.text, /There is no such webinar/)
    assert.match(nobodys.text, /href="\/webinars\?show=upcoming"/)
  })

  it('lead on part by part, and keep the filter', async () => {
    const slugs = new Set<string>()
    for (let index = 0; index < 25; index++) slugs.add(await shop.webinar({ startsInDays: 40 }))
    const seen = new Set<string>()
    let next: string | null = '/webinars?presenter=steve-albrecht'
    while (next) {
      const { text } = await visitor(world).get(next)
      for (const [, slug = ''] of text.matchAll(/href="\/webinars\/(webinar-[\w]+)"/g)) {
        assert.ok(!seen.has(slug), 'none is shown twice')
        seen.add(slug)
      }
      next =
        /href="(\/webinars\?[^"]*cursor=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null
      if (next) assert.match(next, /presenter=steve-albrecht/)
    }
    assert.deepEqual(
      [...slugs].filter((slug) => !seen.has(slug)),
      [],
    )
  })

  it('with a mark that nobody made are a sentence, not a failure', async () => {
    assert.equal((await visitor(world).get('/webinars?cursor=garbage')).status, 422)
  })
})

function entryOf(text: string): { uid: string; sequence: number; location: string } {
  const lines = text.replace(/\r?\n /g, '')
  const line = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(lines)?.[1] ?? ''
  return { uid: line('UID'), sequence: Number(line('SEQUENCE')), location: line('LOCATION') }
}
