import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { signIn, signInMail, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
let browsers: Browsers
before(async () => {
  world = await openWorld({ skipsTime: true })
  browsers = await openBrowsers(world, { isWhole: true })
})
after(async () => {
  await browsers.close()
  await world.close()
})

describe('a passkey', () => {
  let page: Page
  before(async () => {
    page = await deskWithSensor()
    await enter(page)
  })

  it('is added on this device, and gives recovery codes with the first one', async () => {
    await page.goto('/me/security/passkeys/new')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('heading', { name: /recovery codes/ }).waitFor()
    assert.equal(await page.locator('.keys code').count(), 10)
    await page.goto('/me/security')
    assert.match((await page.locator('main').textContent()) ?? '', /Passkey, Chrome on Linux/)
  })

  it('is added once to a device, and the page says so', async () => {
    await page.goto('/me/security/passkeys/new')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('This device has a passkey here already.').waitFor()
  })

  it('opens the console after signing in by mail, and again after twelve hours', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await enter(page)
    await page.goto('/console')
    assert.match(page.url(), /\/sign-in\/proof/)
    await page.getByRole('button', { name: 'Use my passkey' }).click()
    await page.waitForURL(({ pathname }) => pathname === '/console')
    const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join()
    const file = '/api/v1/exports/payments.csv?from=2026-01-01&to=2027-12-31'
    assert.equal((await visitor(world).get(file, { cookie })).status, 200)
    await world.skip('13 hours')
    assert.equal((await visitor(world).get(file, { cookie })).status, 403)
    await page.goto('/sign-in/proof?next=/me/security')
    await page.getByRole('button', { name: 'Use my passkey' }).click()
    await page.waitForURL(({ pathname }) => pathname === '/me/security')
    assert.equal((await visitor(world).get(file, { cookie })).status, 200)
  })

  it('is worth nothing a second time, for another session, or when it was made up', async () => {
    await page.goto('/sign-in/proof?next=/me')
    const sent = page.waitForRequest((one) => one.method() === 'POST')
    await page.getByRole('button', { name: 'Use my passkey' }).click()
    const answer = new URLSearchParams((await sent).postData() ?? '').get('answer') ?? ''
    assert.match(answer, /"signature"/)
    await page.waitForURL(({ pathname }) => pathname === '/me')
    const [own] = (await page.context().cookies()).filter(({ name }) => /session/.test(name))
    const thief = visitor(world)
    thief.cookies.set(own?.name ?? '', own?.value ?? '')
    const other = await signIn(world, ann)
    for (const [browser, given] of [
      [thief, answer],
      [other, answer],
      [other, '{}'],
      [other, 'null'],
      [other, '{"id":"x","response":{}}'],
    ] as const) {
      const refused = await browser.post('/sign-in/proof', { answer: given, next: '/console' })
      assert.equal(refused.status, 422)
      assert.match(refused.text, /This passkey could not be checked/)
    }
    assert.notEqual((await other.get('/console')).status, 200)
  })
})

/** A browser on a device that has a fingerprint sensor, which always says yes. */
async function deskWithSensor(): Promise<Page> {
  const page = await browsers.person()
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

async function enter(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill(ann)
  await page.getByRole('button', { name: /link/ }).click()
  const { token } = await signInMail(world, ann)
  await page.goto(`/sign-in/link?token=${token}`)
  await page.getByRole('button', { name: /^Sign in/ }).click()
  await page.waitForURL(({ pathname }) => /^\/(me|console|sign-in\/proof)$/.test(pathname))
}
