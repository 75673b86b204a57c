import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { localStart } from '../dev/local-start.ts'
import { attendee } from './support/attendee.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { accepted, addresses, paid, placed } from './support/purchase.ts'
import { led, origin, signIn, type Visitor } from './support/visitor.ts'
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

const reason = 'The presenter is ill.'
const timeZone = 'America/New_York'
/** What goes with a request of who has just shown who is there. */
const proven = () => ({ authorization: `Bearer ${world.ann}`, origin })
const sent = (fields: object = {}) => ({ key: randomUUID(), ...fields })

describe('another date at the desk', () => {
  it('says first how many people will be told, then tells them', async () => {
    const slug = await shop.webinar({ startsInDays: 10 })
    const path = `/console/webinars/${slug}`
    await attendee(world, slug)
    await accepted(world, slug, { people: addresses(3) })
    const page = await ann.get(path)
    assert.match(page.text, new RegExp(`href="${path}/reschedulings"`))
    const form = await ann.get(`${path}/reschedulings`)
    assert.equal(form.status, 200)
    assert.match(form.text, /Set the date and tell 5 people/)
    const startsAt = localStart({ now: world.now(), days: 20, zone: timeZone }).slice(0, 16)
    const done = await ann.post(`${path}/reschedulings`, sent({ startsAt, timeZone, reason }))
    const after = await ann.get(led(done))
    assert.match(after.text, /It has a new date, and everybody concerned is mailed/)
    assert.match(after.text, /Instead of/)
    assert.match(after.text, /The presenter is ill\./)
    assert.match(after.text, /Reschedule<\/strong>, by Ann Archer/)
    await world.quiet()
    assert.match((await ann.get(path)).text, /The new date/)
  })

  it('says by the field which start is wrong, and by a sentence which is over', async () => {
    const slug = await shop.webinar({ startsInDays: 10 })
    const path = `/console/webinars/${slug}/reschedulings`
    const leapt = await ann.post(path, sent({ startsAt: '2027-03-14T02:30', timeZone, reason }))
    assert.equal(leapt.status, 422)
    assert.match(leapt.text, /There is no 2027-03-14 02:30 in America\/New_York/)
    assert.match(leapt.text, /The presenter is ill\.<\/textarea>/)
    const over = await ann.post(path, sent({ startsAt: '2020-03-14T12:30', timeZone }))
    assert.equal(over.status, 409)
    assert.match(over.text, /The new start is over already/)
  })
})

describe('putting off and canceling at the desk', () => {
  it('is offered while it can be done, and can be taken back while nobody knows', async () => {
    const slug = await shop.webinar({ startsInDays: 10 })
    const path = `/console/webinars/${slug}`
    const order = await placed(world, slug, { paysBy: 'invoice', purchaseOrderNumber: null })
    await paid(world, [[order, 32_500]])
    const put = await ann.post(`${path}/postponements`, sent())
    const postponed = await ann.get(led(put))
    assert.match(postponed.text, /It is postponed/)
    assert.match(postponed.text, /It was to begin/)
    assert.doesNotMatch(postponed.text, /Postpone it<\/a>/)
    assert.match((await ann.get('/console')).text, /is postponed/)
    assert.match(led(await ann.get(`${path}/cancellations`)), /^\/sign-in\/proof/)
    const form = await ann.get(`${path}/cancellations`, proven())
    assert.match(form.text, /Cancel it and tell 6 people/)
    assert.match(form.text, /1 order is settled/)
    assert.match(form.text, /\$325\.00/)
    const wrong = await ann.post(`${path}/cancellations`, sent({ reason }), proven())
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Please say what becomes of the money/)
    const canceled = await ann.post(
      `${path}/cancellations`,
      sent({ reason, remedy: 'refund' }),
      proven(),
    )
    assert.match((await ann.get(led(canceled))).text, /It takes place after all/)
    const undone = await ann.post(`${path}/cancellation-undos`, sent(), proven())
    assert.match((await ann.get(led(undone))).text, /It takes place after all\./)
    assert.match((await ann.get(path)).text, /Postponed/)
  })

  it('shows how many orders are settled', async () => {
    const slug = await shop.webinar({ startsInDays: 10 })
    const path = `/console/webinars/${slug}`
    const order = await placed(world, slug, { paysBy: 'invoice', purchaseOrderNumber: null })
    await paid(world, [[order, 32_500]])
    await accepted(world, slug)
    await ann.post(`${path}/cancellations`, sent({ reason, remedy: 'refund' }), proven())
    await world.pass('11 minutes')
    const { text } = await ann.get(path)
    assert.match(text, /1 of 2 settled/)
    assert.match(text, /1 to be given back by hand/)
    const late = await ann.post(`${path}/cancellation-undos`, sent(), proven())
    assert.equal(late.status, 409)
    assert.match(late.text, /cannot be taken back/)
  })

  it('is for administrators only', async () => {
    const slug = await shop.webinar({ startsInDays: 10 })
    const email = `hanna-${randomUUID().slice(0, 8)}@webinars.example`
    await world.post(
      '/administrators',
      { name: 'Hanna Host', email, role: 'host' },
      { as: world.ann },
    )
    const hanna = await signIn(world, email)
    const path = `/console/webinars/${slug}`
    assert.equal((await hanna.get(`${path}/cancellations`)).status, 403)
    const refused = await hanna.post(`${path}/cancellations`, sent({ reason, remedy: 'refund' }))
    assert.equal(refused.status, 403)
    assert.doesNotMatch((await hanna.get(path)).text, /Cancel it/)
    assert.equal((await hanna.get(`${path}/postponements`)).status, 200)
  })
})
