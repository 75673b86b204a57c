import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { generateSync } from 'otplib'
import { led, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
let browser: Visitor
let secret: string
let recovery: string[]
before(async () => {
  world = await openWorld({ skipsTime: true })
  browser = await signIn(world, ann)
})
after(() => world.close())

const code = () => generateSync({ secret, epoch: Math.floor(world.now().getTime() / 1_000) })

describe('an administrator', () => {
  it('who has shown nothing yet is led to adding an authenticator where that is asked', async () => {
    assert.match((await browser.get('/sign-in/proof')).text, /Add an authenticator first/)
  })

  it('adds an authenticator by its code, and gets ten recovery codes once', async () => {
    const page = await browser.get('/me/security/authenticators/new')
    secret = /secret=([A-Z2-7]+)/.exec(page.text)?.[1] ?? ''
    const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const add = (typed: string) =>
      browser.post('/me/security/authenticators', { sealed, code: typed })
    assert.equal((await add('000000')).status, 422)
    const added = await add(code())
    recovery = [...added.text.matchAll(/<code>([a-z2-9-]+)<\/code>/g)].map(([, one = '']) => one)
    assert.equal(recovery.length, 10)
    assert.match((await browser.get('/me/security')).text, /10 recovery codes are left/)
    const rows = await world.sql`select secret, code_hash from factors`
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${secret}|${recovery[0]}`))
  })

  it('is asked by each new session before anything is seen, and each code works once', async () => {
    await world.skip('1 minute')
    const later = await signIn(world, ann)
    assert.match(led(await later.get('/console')), /^\/sign-in\/proof\?next=%2Fconsole/)
    const wrong = await later.post('/sign-in/proof', { code: '000000', next: '/console' })
    assert.equal(wrong.status, 422)
    const typed = code()
    assert.equal(
      led(await later.post('/sign-in/proof', { code: typed, next: '/console' })),
      '/console',
    )
    assert.equal((await later.get('/console')).status, 200)
    const third = await signIn(world, ann)
    assert.equal((await third.post('/sign-in/proof', { code: typed })).status, 422)
  })

  it('can use a recovery code, once', async () => {
    const one = await signIn(world, ann)
    assert.equal(
      (await one.post('/sign-in/proof', { code: ` ${recovery[0]?.toUpperCase()} ` })).status,
      303,
    )
    const other = await signIn(world, ann)
    assert.equal((await other.post('/sign-in/proof', { code: recovery[0] ?? '' })).status, 422)
  })

  it('is asked again for an export after twelve hours', async () => {
    const fresh = await signIn(world, ann)
    await fresh.post('/sign-in/proof', { code: recovery[1] ?? '' })
    const file = '/api/v1/exports/payments.csv?from=2026-01-01&to=2027-12-31'
    assert.equal((await fresh.get(file)).status, 200)
    await world.skip('13 hours')
    assert.equal((await fresh.get(file)).status, 403)
    assert.equal((await fresh.get('/console')).status, 200)
  })

  it('who guesses codes is signed out', async () => {
    const guesser = await signIn(world, ann)
    for (let tries = 0; tries < 5; tries += 1) {
      await guesser.post('/sign-in/proof', { code: '000000' })
    }
    assert.match(led(await guesser.get('/me')), /^\/sign-in/)
  })
})
