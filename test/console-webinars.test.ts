import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { localStart } from '../dev/local-start.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { led, signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  shop = await catalogue(world)
})
after(() => world.close())

describe('making a webinar at the desk', () => {
  it('is made as a draft, changed, looked at, and put on sale', async () => {
    const slug = fresh()
    assert.equal((await ann.get('/console/webinars/new')).status, 200)
    const made = await ann.post('/console/webinars/new', described({ slug }))
    assert.equal(made.status, 303, made.text)
    const page = await ann.get(led(made))
    assert.match(page.text, /The draft is there/)
    assert.match(page.text, /value="What to say first"|What to say first/)
    assert.equal((await visitor(world).get(`/webinars/${slug}`)).status, 404)
    const changed = await ann.post(
      `/console/webinars/${slug}/changes`,
      described({ title: 'Calmer Desks' }),
    )
    assert.match((await ann.get(led(changed))).text, /<h1>Calmer Desks<\/h1>/)
    const onSale = await ann.post(`/console/webinars/${slug}/publications`, { key: randomUUID() })
    assert.match((await ann.get(led(onSale))).text, /It is on sale now/)
    assert.equal((await visitor(world).get(`/webinars/${slug}`)).status, 200)
  })

  it('says by each field what is wrong, and keeps what was typed', async () => {
    const wrong = described({ slug: 'Not A Slug', title: '', minutes: 'an hour' })
    const { status, text } = await ann.post('/console/webinars/new', wrong)
    assert.equal(status, 422)
    assert.match(text, /Please give lower-case letters, digits and hyphens\./)
    assert.match(text, /Please give the title\./)
    assert.match(text, /Please give a whole number of minutes\./)
    assert.match(text, /value="an hour"/)
  })

  it('refuses a time that the clocks leap over, in a sentence by the field', async () => {
    const leapt = described({ slug: fresh(), startsAt: '2027-03-14T02:30' })
    const { status, text } = await ann.post('/console/webinars/new', leapt)
    assert.equal(status, 422)
    assert.match(text, /There is no 2027-03-14 02:30 in America\/New_York/)
  })

  it('refuses a short name that is taken', async () => {
    const slug = await shop.webinar()
    const { status, text } = await ann.post('/console/webinars/new', described({ slug }))
    assert.equal(status, 409)
    assert.match(text, /This could not be done/)
  })
})

describe('holding a webinar at the desk', () => {
  it('goes from join details over the end to the recording', async () => {
    const slug = await shop.webinar({ startsInDays: 5 })
    const path = `/console/webinars/${slug}`
    const joined = await ann.post(`${path}/join-details`, {
      key: randomUUID(),
      url: 'https://meet.example/calm',
      notes: 'Passcode 4711',
    })
    assert.match((await ann.get(led(joined))).text, /https:\/\/meet\.example\/calm/)
    await world.pass('6 days')
    ann = await signIn(world, 'ann.archer@webinars.example')
    const early = await ann.post(`${path}/recordings`, {
      key: randomUUID(),
      url: 'not an address',
      minutes: '58',
    })
    assert.equal(early.status, 422)
    assert.match(early.text, /Please give a web address that begins with https/)
    const recorded = await ann.post(`${path}/recordings`, {
      key: randomUUID(),
      url: 'https://video.example/calm',
      minutes: '58',
    })
    assert.match((await ann.get(led(recorded))).text, /The recording is published/)
  })

  it('is not there for strangers, nor under a name that no webinar has', async () => {
    const slug = await shop.webinar()
    const nobody = await visitor(world).get(`/console/webinars/${slug}`)
    assert.match(led(nobody), /^\/sign-in/)
    assert.equal((await ann.get('/console/webinars/no-such-webinar')).status, 404)
  })
})

describe('finding a webinar at the desk', () => {
  it('is searched by title and narrowed down by state', async () => {
    const slug = await shop.webinar({ title: 'Quietly Unusual Shelving' })
    const { text } = await ann.get('/console/webinars?search=unusual&stage=on-sale')
    assert.match(text, new RegExp(slug))
    const none = await ann.get('/console/webinars?search=unusual&stage=draft')
    assert.match(none.text, /Nothing fits/)
    assert.match((await ann.get('/console/webinars?stage=nonsense')).text, /Webinars/)
  })
})

const fresh = () => `desk-${randomUUID().slice(0, 8)}`

function described(more: Record<string, string>): Record<string, string> {
  return {
    key: randomUUID(),
    title: 'Calm Desks',
    presenter: 'steve-albrecht',
    'series.library-safety': 'yes',
    startsAt: localStart({ now: world.now(), days: 30, zone: 'America/New_York' }).slice(0, 16),
    timeZone: 'America/New_York',
    minutes: '60',
    priceList: '2022',
    overview: 'How a desk stays calm.',
    agenda: 'What people bring\r\nWhat to say first\r\n',
    ...more,
  }
}
