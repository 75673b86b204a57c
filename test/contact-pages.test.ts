import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { address } from './support/purchase.ts'
import { led, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('a question', () => {
  it('gets a number and a page that shows it, and can be written to again', async () => {
    const browser = visitor(world)
    const sent = await browser.post('/contact', question())
    assert.equal(sent.status, 303)
    const page = await browser.get(led(sent))
    assert.equal(page.status, 200)
    assert.match(page.text, /<h1>Question \d+<\/h1>/)
    assert.match(page.text, /A price for sixty people\?/)
    const again = await browser.post(led(sent), { key: 'another-form', text: 'It is urgent.' })
    assert.deepEqual([again.status, again.location], [303, sent.location])
    assert.match((await browser.get(led(sent))).text, /It is urgent\./)
  })

  it('with something missing comes back with what was typed, and says what', async () => {
    const typed = question()
    const page = await visitor(world).post('/contact', { ...typed, email: 'no address', name: '' })
    assert.equal(page.status, 422)
    assert.match(page.text, /<title>Error · Contact us/)
    assert.match(page.text, /href="#email">This is not an email address/)
    assert.match(page.text, /href="#name">Please give your name/)
    assert.match(page.text, /A price for sixty people\?<\/textarea>/)
    assert.match(page.text, new RegExp(`name="key" value="${typed.key}"`))
  })

  it('sent twice is one question', async () => {
    const typed = question()
    const browser = visitor(world)
    const [one, other] = await Promise.all([
      browser.post('/contact', typed),
      browser.post('/contact', typed),
    ])
    assert.equal(one.location, other.location)
  })

  it('of somebody else is a page that is not there, and without its link asks to sign in', async () => {
    const browser = visitor(world)
    const location = led(await browser.post('/contact', question()))
    const [path = ''] = location.split('?')
    assert.equal((await browser.get(`${path}?token=wrong`)).status, 404)
    assert.match(led(await browser.get(path)), /^\/sign-in\?next=/)
  })

  it('from another site is refused', async () => {
    const page = await visitor(world).post('/contact', question(), {
      origin: 'https://evil.example',
    })
    assert.equal(page.status, 403)
  })

  it('with script in every field is shown as text', async () => {
    const script = '<script>alert(1)</script>'
    const browser = visitor(world)
    const typed = { ...question(), name: script, organisation: script, text: script }
    const { text } = await browser.get(led(await browser.post('/contact', typed)))
    assert.doesNotMatch(text, /<script>alert/)
    assert.match(text, /&lt;script&gt;alert/)
  })
})

function question() {
  const email = address('ida')
  return {
    key: `form-${email}`,
    name: 'Ida Inquirer',
    email,
    organisation: 'Springfield Public Library',
    about: 'group-discount',
    text: 'A price for sixty people?',
  }
}
