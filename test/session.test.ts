import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { askFor, signInMail, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('signing in', () => {
  it('by the link, in the browser that asked', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    assert.equal(
      (await askFor(browser, email, '/orders/new?webinar=one')).location,
      '/sign-in/code',
    )
    const { token } = await signInMail(world, email)
    const page = await browser.get(`/sign-in/link?token=${token}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /You are about to sign in/)
    const entered = await browser.post('/sign-in/link', { token })
    assert.deepEqual([entered.status, entered.location], [303, '/orders/new?webinar=one'])
    assert.match((await browser.get('/me/sessions')).text, /Firefox on Linux/)
  })

  it('by the code, typed with a space', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { code } = await signInMail(world, email)
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`
    const entered = await browser.post('/sign-in/code', { code: typed })
    assert.deepEqual([entered.status, entered.location], [303, '/me'])
  })
})
