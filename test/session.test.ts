import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { firstLink, linkToken } from '../link.ts'
import { member } from './support/applicant.ts'
import { address } from './support/purchase.ts'
import { askFor, led, signIn, signInMail, visitor } from './support/visitor.ts'
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

describe('the first administrator', () => {
  it('signs in by the link that is printed, once, and only by pressing the button', async () => {
    const token = linkToken('development-secret-not-for-production', firstLink)
    const browser = visitor(world)
    const page = await browser.get(`/sign-in/first?token=${token}`)
    assert.match(page.text, /Sign in as Ann Archer/)
    assert.equal((await browser.get('/console')).status, 303)
    assert.equal((await browser.post('/sign-in/first', { token: 'guessed' })).status, 409)
    const entered = await browser.post('/sign-in/first', { token })
    assert.deepEqual([entered.status, entered.location], [303, '/console'])
    assert.equal((await browser.get('/console')).status, 200)
    const again = await visitor(world).post('/sign-in/first', { token })
    assert.equal(again.status, 409)
    assert.match(again.text, /It has been used/)
  })
})

describe('a link and a code', () => {
  it('are used by a button alone: neither a look nor a scanner uses them up', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { token } = await signInMail(world, email)
    await browser.head(`/sign-in/link?token=${token}`)
    await visitor(world).get(`/sign-in/link?token=${token}`)
    assert.equal((await browser.post('/sign-in/link', { token })).status, 303)
    assert.equal((await browser.post('/sign-in/link', { token })).status, 409)
  })

  it('twenty times at once make one session', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { token } = await signInMail(world, email)
    const cookies = new Map(browser.cookies)
    const all = await Promise.all(
      Array.from({ length: 20 }, () => {
        const same = visitor(world)
        for (const [name, value] of cookies) same.cookies.set(name, value)
        return same.post('/sign-in/link', { token })
      }),
    )
    assert.equal(all.filter(({ status }) => status === 303).length, 1)
  })

  it('of another browser are not used there: the code is typed where it was asked for', async () => {
    const { email } = await member(world)
    const asked = visitor(world)
    await askFor(asked, email)
    const { token, code } = await signInMail(world, email)
    const other = visitor(world)
    assert.match((await other.get(`/sign-in/link?token=${token}`)).text, /another browser/)
    assert.equal((await other.post('/sign-in/link', { token })).status, 409)
    assert.equal((await other.post('/sign-in/code', { code })).status, 422)
    assert.equal((await asked.post('/sign-in/code', { code })).status, 303)
  })

  it('are over after 30 minutes', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { token } = await signInMail(world, email)
    await world.skip('31 minutes')
    assert.equal((await browser.post('/sign-in/link', { token })).status, 409)
  })

  it('cannot be guessed: after a few wrong codes the right one is none either', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { code } = await signInMail(world, email)
    const wrong = code === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 10; tries += 1) await browser.post('/sign-in/code', { code: wrong })
    assert.equal((await browser.post('/sign-in/code', { code })).status, 422)
  })
})

describe('whoever asks to sign in', () => {
  it('sees the same page whether the address is known or not', async () => {
    const { email } = await member(world)
    const pages = await Promise.all(
      [email, address('stranger')].map(async (who) => {
        const browser = visitor(world)
        assert.equal((await askFor(browser, who)).location, '/sign-in/code')
        const { text } = await browser.get('/sign-in/code')
        return text.replaceAll(who, '').replace(/nonce="[^"]+"|value="[^"]+"/g, '')
      }),
    )
    assert.equal(pages[0], pages[1])
  })

  it('goes on to a page of this site alone', async () => {
    const { email } = await member(world)
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:1',
    ]) {
      const browser = visitor(world)
      await askFor(browser, email, next)
      const { token } = await signInMail(world, email)
      assert.equal((await browser.post('/sign-in/link', { token })).location, '/me', next)
    }
  })

  it('from another site is refused', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://webinars.example.evil.example']) {
      const page = await visitor(world).post('/sign-in', { email: 'a@b.example' }, { origin })
      assert.equal(page.status, 403, origin)
    }
  })

  it('signs out here and everywhere', async () => {
    const { email } = await member(world)
    const one = await signIn(world, email)
    const other = await signIn(world, email)
    assert.equal((await one.post('/me/sessions', { session: 'all' })).status, 303)
    assert.match(led(await one.get('/me')), /sign-in/)
    assert.match(led(await other.get('/me')), /sign-in/)
  })
})
