import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { attendee } from './support/attendee.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, recording, room } from './support/host.ts'
import { led, origin, signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

const wanted = { 'reminder-24-hours': 'yes', 'reminder-1-hour': 'yes', 'recording-news': 'yes' }

describe('a profile', () => {
  it('is for who has signed in', async () => {
    assert.equal(led(await visitor(world).get('/me/profile')), '/sign-in?next=%2Fme%2Fprofile')
  })

  it('keeps the name on certificates and the zone, which pages and mails then speak in', async () => {
    const { browser, email } = await entered()
    const slug = await shop.webinar()
    const typed = { certificateName: 'Dr. Ada Lovell', timeZone: 'America/Los_Angeles' }
    assert.equal(led(await send(browser, '', typed)), '/me/profile?saved=about')
    const page = (await browser.get('/me/profile?saved=about')).text
    assert.match(page, /value="Dr\. Ada Lovell"/)
    assert.match(page, /<option value="America\/Los_Angeles" selected/)
    assert.match((await browser.get(`/webinars/${slug}`)).text, /for you: [^)]* P[DS]T\)/)
    await attendee(world, slug, { name: 'Ada', email })
    await host(world).does(slug, 'join-details', room)
    await world.quiet()
    assert.match((await world.mail.to(email, 'How to attend')).text, / P[DS]T/)
  })

  it('refuses a zone that is none and a name with line breaks, and keeps what was typed', async () => {
    const { browser } = await entered()
    const typed = { certificateName: 'Ada\nBcc: all@library.example', timeZone: 'Moon/Base' }
    const answer = await send(browser, '', typed)
    assert.equal(answer.status, 422)
    assert.match(answer.text, /choose a time zone from the list/)
    assert.match(answer.text, /remove line breaks/)
    assert.match(answer.text, /Bcc: all@library\.example/)
  })
})

describe('mail that is not wanted', () => {
  it('is not sent, and the recording stands on the page all the same', async () => {
    const { browser, email } = await entered()
    const { 'recording-news': _, ...rest } = wanted
    assert.equal(led(await send(browser, '/mail', rest)), '/me/profile?saved=mail')
    await published(email)
    assert.deepEqual(
      world.mail.subjects(email).filter((subject) => /recording/i.test(subject)),
      [],
    )
    assert.match((await browser.get('/me')).text, new RegExp(`href="${recording.url}"`))
    const [mail] = await world.sql`
      select state, dropped_because from messages join people on people.id = person_id
      where email = ${email} and kind = 'recording-published'
    `
    assert.deepEqual({ ...mail }, { state: 'dropped', dropped_because: 'unwanted' })
  })

  it('can be ended by the link in the mail, without signing in, and wanted again', async () => {
    const { email } = await entered()
    await published(email)
    const { text } = await world.mail.to(email, /recording/i)
    const link = /Choose which of these emails you get:\s+(\S+)/.exec(text)?.[1] ?? ''
    const path = link.replace(/^https?:\/\/[^/]+/, '')
    const stranger = visitor(world)
    assert.match((await stranger.get(path)).text, /Which emails you get/)
    const left = await stranger.post(path, { key: randomUUID(), 'reminder-1-hour': 'yes' })
    assert.doesNotMatch((await stranger.get(led(left))).text, /value="yes" checked[^>]*recording/)
    assert.equal(await unwanted(email), 'recording-news,reminder-24-hours')
    await stranger.post(path, { key: randomUUID(), ...wanted })
    assert.equal(await unwanted(email), '')
    assert.equal((await stranger.get(path.replace(/token=.*/, 'token=wrong'))).status, 404)
  })

  it('can be ended by the one click of a mail program, twice without harm', async () => {
    const { email } = await entered()
    await published(email)
    const { headers } = await world.mail.to(email, /recording/i)
    assert.equal(headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click')
    const url = new URL(headers['list-unsubscribe']?.slice(1, -1) ?? '')
    for (const times of [1, 2]) {
      const answer = await world.app.request(`${origin}${url.pathname}${url.search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
      assert.equal(answer.status, 200, `time ${times}`)
    }
    assert.equal(await unwanted(email), 'recording-news')
  })
})

describe('another e-mail address', () => {
  it('is taken when both mailboxes have said yes, and what somebody has stays theirs', async () => {
    const { browser, email } = await entered()
    const slug = await shop.webinar()
    await attendee(world, slug, { name: 'Ada', email })
    const next = fresh()
    assert.equal(led(await ask(browser, next)), '/me/profile?saved=address')
    assert.match((await browser.get('/me/profile')).text, /wait for a yes from both mailboxes/)
    const there = await linkTo(next)
    assert.match((await visitor(world).get(there)).text, /Is this your new email address/)
    await say(there, 'yes')
    assert.match((await browser.get('/me/profile')).text, /The new mailbox has said yes/)
    await say(await linkTo(email), 'yes')
    await world.quiet()
    assert.match((await browser.get('/me/profile')).text, new RegExp(next))
    for (const address of [email, next]) await world.mail.to(address, 'has changed')
    const again = await signIn(world, next)
    assert.match((await again.get('/me')).text, new RegExp(slug))
  })

  it('is not taken by the links being looked at, by one mailbox alone, or after a day', async () => {
    const { browser, email } = await entered()
    const next = fresh()
    await ask(browser, next)
    const links = [await linkTo(next), await linkTo(email)]
    for (const link of links) {
      await visitor(world).get(link)
      await visitor(world).head(link)
    }
    await say(links[0] ?? '', 'yes')
    assert.equal((await say(links[0] ?? '', 'yes')).status, 409)
    await world.pass('24h')
    await world.quiet()
    assert.match((await world.mail.to(email, 'is as it was')).text, new RegExp(next))
    const late = await say(links[1] ?? '', 'yes')
    assert.equal(late.status, 409)
    assert.match(late.text, /too late/)
    assert.match((await browser.get('/me/profile')).text, new RegExp(`sign in with.*${email}`, 's'))
  })

  it('is refused by the mailbox before, which signs out whoever asked', async () => {
    const { browser, email } = await entered()
    const next = fresh()
    await ask(browser, next)
    await say(await linkTo(next), 'yes')
    await say(await linkTo(email), 'no')
    assert.equal(led(await browser.get('/me/profile')), '/sign-in?next=%2Fme%2Fprofile')
    assert.equal((await say(await linkTo(next), 'yes')).status, 409)
  })

  it('is left as it is by who asked, or asked for anew, which ends the links before', async () => {
    const { browser } = await entered()
    const [first, second] = [fresh(), fresh()]
    await ask(browser, first)
    const before = await linkTo(first)
    await ask(browser, second)
    assert.match((await say(before, 'yes')).text, /newest emails/)
    assert.equal(led(await send(browser, '/address/withdrawals', {})), '/me/profile?saved=left')
    assert.match((await say(await linkTo(second), 'yes')).text, /stays as it is/)
  })

  it('tells nobody whose the new one is, and is not taken from them', async () => {
    const { browser, email } = await entered()
    const other = (await member(world)).email
    assert.equal(led(await ask(browser, other)), '/me/profile?saved=address')
    await say(await linkTo(other), 'yes')
    const last = await say(await linkTo(email), 'yes')
    assert.equal(last.status, 409)
    assert.match(last.text, /Somebody else uses the new address/)
    assert.match((await browser.get('/me/profile')).text, new RegExp(email))
  })

  it('is none: the own one, a word, none at all', async () => {
    const { browser, email } = await entered()
    for (const typed of [email.toUpperCase(), 'ada', '', 'a@b.example\r\nBcc: x@y.example']) {
      assert.equal((await ask(browser, typed)).status, 422, typed)
    }
  })

  it('is asked for five times a day, and not by a forged link', async () => {
    const { browser } = await entered()
    for (let asked = 0; asked < 5; asked += 1) await ask(browser, fresh())
    const sixth = await ask(browser, fresh())
    assert.equal(sixth.status, 409)
    assert.match(sixth.text, /5 times within a day/)
    const forged = `/address-changes/${randomUUID()}/old?token=${'x'.repeat(32)}`
    assert.equal((await visitor(world).get(forged)).status, 404)
  })
})

async function entered(): Promise<{ browser: Visitor; email: string }> {
  const { email } = await member(world)
  return { email, browser: await signIn(world, email) }
}

function send(browser: Visitor, path: string, fields: Record<string, string>) {
  return browser.post(`/me/profile${path}`, { key: randomUUID(), ...fields })
}

function ask(browser: Visitor, email: string) {
  return send(browser, '/address', { email })
}

function say(link: string, answer: 'yes' | 'no') {
  return visitor(world).post(link, { key: randomUUID(), answer })
}

/** The path of the link that a mailbox was sent, to say yes or no. */
async function linkTo(email: string): Promise<string> {
  await world.quiet()
  const { text } = await world.mail.to(email, /email address\?/)
  return /(\/address-changes\/\S+)/.exec(text)?.[1] ?? assert.fail(`No link in the mail: ${text}`)
}

async function published(email: string): Promise<void> {
  const slug = await shop.webinar()
  await attendee(world, slug, { name: 'Ada', email })
  await host(world).does(slug, 'join-details', room)
  await host(world).until(slug, -2)
  await host(world).does(slug, 'recordings', recording)
  await world.quiet()
}

async function unwanted(email: string): Promise<string> {
  const [row] = await world.sql<{ unwanted_mail: string[] }[]>`
    select unwanted_mail from profiles join people on people.id = person_id where email = ${email}
  `
  return (row?.unwanted_mail ?? []).toSorted().join()
}

function fresh(): string {
  return `new-${randomUUID().slice(0, 8)}@city.example`
}
