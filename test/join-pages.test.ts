import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { address } from './support/purchase.ts'
import { led, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
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
      text.replaceAll(email, '').replace(/name="key" value="[^"]+"|nonce="[^"]+"/g, '')
    assert.equal(same(known.text, typed.email), same(unknown.text, stranger))
  })

  it('with something missing comes back with what was typed', async () => {
    const page = await visitor(world).post('/join', form({ why: '', email: 'nobody' }))
    assert.equal(page.status, 422)
    assert.match(page.text, /href="#why">Please give what brings you here/)
    assert.match(page.text, /value="Reference librarian"/)
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
