import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { applied, somebody, waiting } from './support/applicant.ts'
import { allBooked, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { accepted, done, paid, placed, stageOf } from './support/purchase.ts'
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

describe('the inbox', () => {
  it('is for administrators: others are asked to sign in, or told that it is not theirs', async () => {
    assert.match(led(await visitor(world).get('/console')), /^\/sign-in\?next=%2Fconsole/)
    const { email } = await waiting(world)
    const other = await signIn(world, email)
    assert.equal((await other.get('/console')).status, 403)
    const path = `/console/do/members/${randomUUID()}/approvals`
    assert.equal((await other.post(path, { key: randomUUID() })).status, 403)
  })

  it('shows an application with what there is to know, and approves it in place', async () => {
    const applicant = await waiting(world, somebody('Wanda Waits'))
    const page = await ann.get('/console')
    assert.match(page.text, /Wanda Waits, Springfield Public Library/)
    assert.match(page.text, /keep our branches safe/)
    const sent = await ann.post(`/console/do/members/${applicant.id}/approvals`, form())
    assert.equal(sent.status, 303)
    const after = await ann.get(led(sent))
    assert.match(after.text, /Wanda Waits<\/a>: approved\./)
    assert.doesNotMatch(after.text, /Wanda Waits, Springfield/)
    await world.quiet()
    assert.ok(world.mail.subjects(applicant.email).length > 1)
  })

  it('rejects with a reason, and asks for it where it is missing', async () => {
    const applicant = await waiting(world, somebody('Rita Rejected'))
    const path = `/console/do/members/${applicant.id}/rejections`
    const missing = await ann.post(path, { ...form(), mayReapplyOn: '2027-01-04' })
    assert.equal(missing.status, 422)
    assert.match(missing.text, /Please give the reason that the applicant will read/)
    assert.match(missing.text, /value="2027-01-04"/)
    const sent = await ann.post(path, { ...form(), reason: 'No library is named.' })
    assert.match((await ann.get(led(sent))).text, /rejected; this can be undone for 10 minutes/)
    const undone = await ann.post(`/console/do/members/${applicant.id}/rejection-undos`, form())
    assert.match((await ann.get(led(undone))).text, /Rita Rejected, Springfield/)
  })

  it('says who was first where two decide at once', async () => {
    const applicant = await waiting(world, somebody('Dora Doubly'))
    const ben = await signIn(world, 'ben.baker@webinars.example')
    const path = `/console/do/members/${applicant.id}/approvals`
    assert.equal((await ben.post(path, form())).status, 303)
    const late = await ann.post(path, form())
    assert.equal(late.status, 409)
    assert.match(late.text, /This application is already approved by Ben Baker, /)
  })

  it('approves all that are ticked, with a result for each', async () => {
    const [one, two, three] = await Promise.all(
      ['Una Uno', 'Dua Dos', 'Tria Tres'].map((name) => waiting(world, somebody(name))),
    )
    assert.ok(one && two && three)
    await ann.post(`/console/do/members/${two.id}/approvals`, form())
    const person = [one, two, three].map(({ id }) => id)
    const sent = await ann.post('/console/approvals', { ...form(), person })
    assert.equal(sent.status, 303)
    const { text } = await ann.get(led(sent))
    assert.match(text, /2 of 3 done, 1 refused/)
    assert.match(text, /Dua Dos<\/a>: This application is already approved by Ann Archer/)
    assert.match(text, /Tria Tres<\/a>: approved\./)
    const none = await ann.post('/console/approvals', form())
    assert.equal(none.status, 422)
  })

  it('leaves out whoever has not confirmed the address', async () => {
    await applied(world, somebody('Uschi Unconfirmed'))
    assert.doesNotMatch((await ann.get('/console')).text, /Uschi/)
  })

  it('accepts a purchase order, once for a double click', async () => {
    const order = await placed(world, await shop.webinar(), { organisation: 'Ogdenville City' })
    assert.match((await ann.get('/console')).text, /Ogdenville City: \$325\.00 for/)
    const typed = form()
    const path = `/console/do/orders/${order.number}/purchase-order-acceptances`
    const [one, other] = await Promise.all([ann.post(path, typed), ann.post(path, typed)])
    assert.equal(one.location, other.location)
    assert.match((await ann.get(led(one))).text, /accepted; the invoice goes out/)
    assert.equal(await stageOf(world, order), 'invoiced')
  })

  it('sets join details and puts off a check that is overdue', async () => {
    const webinar = await shop.webinar({ startsInDays: 40 })
    const order = await accepted(world, webinar, { organisation: 'Capital City' })
    await world.pass('32 days')
    await signInAgain()
    const checks = await ann.get('/console?show=checks')
    assert.match(checks.text, /\$325\.00 from Capital City/)
    assert.match(checks.text, new RegExp(`/console/checks/new\\?order=${order.number}"`))
    const later = await ann.post(`/console/do/orders/${order.number}/due-extensions`, {
      ...form(),
      dueOn: new Date(world.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10),
    })
    assert.equal(later.status, 303, later.text)
    assert.doesNotMatch((await ann.get('/console?show=checks')).text, /Capital City/)
    await world.pass('6 days')
    await signInAgain()
    const inbox = await ann.get('/console')
    assert.match(inbox.text, new RegExp(`webinars/${webinar}/join-details`))
    const details = { ...form(), url: 'https://meet.example/calm', notes: 'Passcode: 4711' }
    const set = await ann.post(`/console/do/webinars/${webinar}/join-details`, details)
    assert.equal(set.status, 303, set.text)
    assert.doesNotMatch((await ann.get('/console')).text, new RegExp(`webinars/${webinar}/join-d`))
  })

  it('takes an inquiry on, answers it, and comes back to nothing that is done', async () => {
    const { body } = await world.post('/inquiries', {
      name: 'Ida Inquirer',
      email: somebody().email,
      about: 'group-discount',
      text: 'A price for sixty people?',
    })
    const number = String(body.number)
    assert.match((await ann.get('/console')).text, /A price for sixty people\?/)
    await ann.post(`/console/do/inquiries/${number}/assignments`, form())
    assert.match((await ann.get('/console')).text, /Ann Archer looks after it/)
    const wrong = { ...form(), text: 'Yes.', order: '99999' }
    const refused = await ann.post(`/console/do/inquiries/${number}/answers`, wrong)
    assert.equal(refused.status, 422)
    assert.match(refused.text, /There is no such order/)
    const sent = await ann.post(`/console/do/inquiries/${number}/answers`, {
      ...form(),
      text: 'Yes.',
    })
    assert.match((await ann.get(led(sent))).text, /Question \d+<\/a>: answered/)
  })

  it('shows mail that nobody got, and sends it again in place', async () => {
    const person = somebody('Ulla Unreachable')
    const mend = world.inbox.faults.breakFor(person.email, { kind: 'refuseRecipient', code: 550 })
    await applied(world, person)
    await world.until(async () => (await ann.get('/console?show=mail')).text.includes(person.email))
    mend()
    const { text } = await ann.get('/console?show=mail')
    assert.match(text, /Their mail server refused it \(550\)/)
    const again = /action="(\/console\/do\/messages\/[^"]*)"/.exec(text)?.[1] ?? assert.fail(text)
    assert.match((await ann.get(led(await ann.post(again, form())))).text, /is sent again/)
    assert.doesNotMatch((await ann.get('/console')).text, new RegExp(person.email))
    await world.quiet()
    assert.equal(world.mail.subjects(person.email).length, 1)
  })

  it('shows money that came twice until somebody has seen to it', async () => {
    const order = await accepted(world, await shop.webinar({ startsInDays: 90 }), {
      organisation: 'Twice Town',
    })
    await paid(world, [[order, 42_500]])
    const { text } = await ann.get('/console?show=money')
    assert.match(text, /Twice Town paid \$100\.00 too much/)
    assert.match(text, /value="100\.00"/)
    const closing = /action="(\/console\/do\/tasks\/[^"]*)"/.exec(text)?.[1] ?? assert.fail(text)
    await ann.post(closing, { ...form(), note: 'They keep it as credit.' })
    assert.doesNotMatch((await ann.get('/console')).text, /Twice Town/)
  })

  it('gives a second payment back onto the card, and the order stays paid', async () => {
    const order = await accepted(world, await shop.webinar({ startsInDays: 90 }))
    await done(world, order, 'card-payments')
    const checkout = await pageOf(world, order)
    await paid(world, [[order, 32_500]])
    world.stripe.pay(checkout, undefined, { evenIfExpired: true })
    await allBooked(world)
    const { text } = await ann.get('/console?show=money')
    const path = `/console/do/orders/${order.number}/credit-refunds`
    assert.ok(text.includes(path))
    const payment = /name="payment" value="([\w-]+)"/.exec(text)?.[1] ?? assert.fail(text)
    const typed = { ...form(), payment, cents: '325.00' }
    const shownWhoSheIs = { authorization: `Bearer ${world.ann}` }
    const given = await ann.post(path, typed, shownWhoSheIs)
    assert.equal(given.status, 303, given.text)
    await allBooked(world)
    assert.equal(await stageOf(world, order), 'paid')
    assert.ok(!(await ann.get('/console')).text.includes(path))
  })

  it('shows what could not be worked on for minutes, with the way to its process', async () => {
    const id = randomUUID()
    const receivedAt = new Date(world.now().getTime() - 180_000).toISOString()
    await world.sql`
      insert into submissions (id, token, kind, subject, actor, received_at)
      values (${id}, ${id}, 'apply', 'membership:nobody', 'applicant', ${receivedAt})
    `
    const { text } = await ann.get('/console?show=stuck')
    assert.match(text, /“apply” is still to be worked on/)
    assert.match(text, /workflows\/membership%3Anobody/)
    await world.sql`delete from submissions where id = ${id}`
  })

  it('is where the mails to administrators lead', async () => {
    await waiting(world)
    const order = await placed(world, await shop.webinar({ startsInDays: 90 }))
    await world.pass('10 minutes')
    const links = await Promise.all(
      [/Purchase order to accept/, /pplication/].map(async (about) => {
        const { text } = await world.mail.to('ann.archer@webinars.example', about)
        return /http:\/\/webinars\.example(\/console\S*)/.exec(text)?.[1] ?? assert.fail(text)
      }),
    )
    assert.equal(links[0], `/console/orders/${order.number}`)
    for (const link of links) assert.equal((await ann.get(link)).status, 200)
  })

  it('is read in a few statements', async () => {
    await world.quiet()
    const statements = await world.counted(() => ann.get('/console'))
    assert.ok(statements.length <= 3, statements.join('\n'))
  })

  it('leads back into the console alone', async () => {
    const applicant = await waiting(world)
    const typed = { ...form(), next: 'https://evil.example/console' }
    const sent = await ann.post(`/console/do/members/${applicant.id}/approvals`, typed)
    assert.match(led(sent), /^\/console\?done=/)
  })
})

/** A session of an administrator ends after a week. */
async function signInAgain() {
  ann = await signIn(world, 'ann.archer@webinars.example')
}

function form() {
  return { key: randomUUID(), next: '/console' }
}
