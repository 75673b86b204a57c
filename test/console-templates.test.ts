import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { letters } from '../mail/samples.ts'
import { signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
})
after(() => world.close())

describe('letters at the desk', () => {
  it('are all listed, and each has its page as HTML and as text', async () => {
    const { text } = await ann.get('/console/mail/templates')
    const pages = [...text.matchAll(/href="(\/console\/mail\/templates\/[^"]+)"/g)]
    assert.equal(new Set(pages.map(([, page]) => page)).size, letters.length)
    for (const [, page = ''] of pages) {
      const shown = await ann.get(page)
      assert.equal(shown.status, 200, page)
      assert.match(shown.text, /<pre class="letter">[^<]{100}/)
      assert.match((await ann.get(`${page}/html`)).text, /^<!doctype html>/)
    }
  })

  it('are framed by our own pages alone, load nothing and run nothing', async () => {
    const { headers } = await ann.get('/console/mail/templates/joinDetails/html')
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /frame-ancestors 'self'/)
    assert.match(policy, /sandbox/)
  })

  it('are for administrators only, and have no page for what is never written', async () => {
    assert.equal((await visitor(world).get('/console/mail/templates/joinDetails/html')).status, 303)
    assert.equal((await ann.get('/console/mail/templates/no-such-letter')).status, 404)
  })
})
