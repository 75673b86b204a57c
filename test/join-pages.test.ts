import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { address } from './support/purchase.ts'
import { led, signIn, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

const form = (more: Record<string, string> = {}) => ({
  key: randomUUID(),
  name: 'Lena Library',
  email: address('lena'),
  organisation: 'Springfield Public Library',
  role: 'Reference librarian',
  why: 'Calmer desks.',
  ...more,
})

describe('joining', () => {
  it('leads from the form over the link in the mail to membership', async () => {
    const browser = visitor(world)
    const typed = form()
    const sent = await browser.get(led(await browser.post('/join', typed)))
    assert.match(sent.text, /junk or spam/)
    const link = await linkTo(typed.email)
    assert.match((await browser.get(link)).text, /Please confirm your address/)
    assert.match(
      (await browser.get(link)).text,
      /Please confirm your address/,
      'opening changes nothing',
    )
    await browser.head(link)
    const [path = '', query] = link.split('?')
    const confirmed = await browser.post(`${path}/confirmations?${query}`, { key: randomUUID() })
    assert.match((await browser.get(led(confirmed))).text, /We are reading your application/)
    const id = path.split('/').at(-1)
    await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
    assert.match((await browser.get(link)).text, /Welcome, you are a member/)
  })

  it('is confirmed by the code, typed with a space, and a wrong one is told', async () => {
    const browser = visitor(world)
    const typed = form()
    await browser.post('/join', typed)
    await world.quiet()
    const { text } = await world.mail.to(typed.email, 'confirm')
    const code = /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? ''
    const wrong = await browser.post('/join/code', { email: typed.email, code: '000000' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /This link or code is not right/)
    const right = `${code.slice(0, 3)} ${code.slice(3)}`
    const confirmed = await browser.post('/join/code', { email: typed.email, code: right })
    assert.equal(led(confirmed), '/join/confirmed')
  })

  it('says the same for an address that is known and one that is not', async () => {
    const browser = visitor(world)
    const typed = form()
    await browser.post('/join', typed)
    const resend = (email: string) => browser.post('/join/resend', { key: randomUUID(), email })
    const known = await browser.get(led(await resend(typed.email)))
    const stranger = address('stranger')
    const unknown = await browser.get(led(await resend(stranger)))
    const same = (text: string, email: string) =>
      text
        .replaceAll(email, '')
        .replaceAll(encodeURIComponent(email), '')
        .replace(/name="key" value="[^"]+"|nonce="[^"]+"/g, '')
    assert.equal(same(known.text, typed.email), same(unknown.text, stranger))
  })

  it('with something missing comes back with what was typed', async () => {
    const page = await visitor(world).post('/join', form({ why: '', email: 'nobody' }))
    assert.equal(page.status, 422)
    assert.match(page.text, /href="#why">Please give what brings you here/)
    assert.match(page.text, /value="Reference librarian"/)
  })

  it('for a webinar names it at each step, and leads on to it in the end', async () => {
    const slug = await shop.webinar({ title: 'Quiet Hours' })
    const browser = visitor(world)
    const form0 = await browser.get(`/join?wanted=${slug}&email=lena%40library.example`)
    assert.match(form0.text, /You came for <strong>Quiet Hours/)
    assert.match(form0.text, /value="lena@library.example"/, 'what is known is not asked again')
    const typed = form({ wanted: slug })
    const sent = led(await browser.post('/join', typed))
    assert.match((await browser.get(sent)).text, new RegExp(`href="/webinars/${slug}"`))
    const link = await linkTo(typed.email)
    const [path = '', query] = link.split('?')
    await browser.post(`${path}/confirmations?${query}`, { key: randomUUID() })
    await world.post(`/applications/${path.split('/').at(-1)}/approvals`, {}, { as: world.ann })
    const welcome = await browser.get(link)
    assert.match(welcome.text, new RegExp(`href="/webinars/${slug}"[^>]*>Go on to “Quiet Hours”`))
  })

  it('for a webinar that is not there is joining all the same', async () => {
    for (const wanted of ['Not A Slug', 'nothing-of-this-name', '%00']) {
      const page = await visitor(world).get(`/join?${new URLSearchParams({ wanted })}`)
      assert.equal(page.status, 200)
      assert.doesNotMatch(page.text, /name="wanted"|You came for/)
    }
  })

  it('takes the code later, too, beside the address that it was sent to', async () => {
    const browser = visitor(world)
    const typed = form()
    await browser.post('/join', typed)
    assert.match((await browser.get('/join/code')).text, /id="email"/)
    const both = await browser.post('/join/code', { email: 'nobody', code: 'letters' })
    assert.equal(both.status, 422)
    assert.match(both.text, /href="#email"/)
    assert.match(both.text, /href="#code">Please give the code that is in the mail, of six digits/)
    const typo = await browser.post('/join/code', { email: address('typo'), code: '123456' })
    assert.equal(typo.status, 422)
    assert.match(typo.text, /id="email"/, 'the address can be corrected')
  })

  it('is nothing that a member need do', async () => {
    const { email } = await member(world)
    const page = await (await signIn(world, email)).get('/join')
    assert.match(page.text, /You are a member already/)
    assert.doesNotMatch(page.text, /Send my application/)
  })

  it('tells of a rejection only when it cannot be undone any more, and when to apply again', async () => {
    const browser = visitor(world)
    const typed = form()
    await browser.post('/join', typed)
    const link = await linkTo(typed.email)
    const [path = '', query] = link.split('?')
    await browser.post(`${path}/confirmations?${query}`, { key: randomUUID() })
    const decision = { reason: 'Too early.', mayReapplyOn: '2031-03-01' }
    const rejected = await world.post(`${path}/rejections`, decision, { as: world.ann })
    assert.equal(rejected.status, 201, JSON.stringify(rejected.body))
    assert.match((await browser.get(link)).text, /We are reading your application/)
    assert.doesNotMatch((await browser.get(link)).text, /Too early/)
    const json = await browser.get(`/api/v1${link}`)
    assert.equal(JSON.parse(json.text).stage, 'pending')
    assert.doesNotMatch(json.text, /Too early|2031/)
    const late = await browser.post(`${path}/withdrawals?${query}`, { key: randomUUID() })
    assert.equal(late.status, 409)
    assert.doesNotMatch(late.text, /reject|Ann/i)
    await world.pass('11 minutes')
    const told = await browser.get(link)
    assert.match(told.text, /We could not accept your application/)
    assert.match(told.text, /Too early\./)
    assert.match(told.text, /apply again from March 1, 2031/)
  })

  it('can be answered, and taken back, by its own link alone', async () => {
    const browser = visitor(world)
    const typed = form()
    await browser.post('/join', typed)
    const link = await linkTo(typed.email)
    const [path = '', query] = link.split('?')
    const post = (what: string, fields = {}) =>
      browser.post(`${path}/${what}?${query}`, { key: randomUUID(), ...fields })
    await post('confirmations')
    const id = path.split('/').at(-1)
    const question = { question: 'Which branch?' }
    await world.post(`/applications/${id}/information-requests`, question, { as: world.ann })
    assert.match((await browser.get(link)).text, /Which branch\?/)
    assert.equal((await post('answers', { text: '' })).status, 422)
    assert.equal((await post('answers', { text: 'The main one.' })).status, 303)
    assert.equal((await browser.post(`${path}/withdrawals?token=wrong`, {})).status, 404)
    assert.match((await browser.get(led(await post('withdrawals')))).text, /have withdrawn/)
    assert.equal((await post('approvals')).status, 404)
  })
})

async function linkTo(email: string): Promise<string> {
  await world.quiet()
  const { text } = await world.mail.to(email, 'confirm')
  const link = /https?:\/\/\S+\/applications\/\S+token=[\w-]+/.exec(text)?.[0]
  assert.ok(link)
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}
