import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { firstLink, linkToken } from '../../link.ts'
import type { Browsers } from './browser.ts'
import type { World } from './world.ts'

/** What somebody reads on the page that is open. */
export async function shown(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? ''
}

/** Presses a button of the page, and waits for what comes. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.waitForLoadState()
}

/** Follows a link of the page. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('link', { name }).first().click()
  await page.waitForLoadState()
}

/** Fills in fields by the words that stand beside them. */
export async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).first().fill(value)
  }
}

/** The administrator Ann at her own browser, by the link that is printed for the first one. */
export async function administratorAt(browsers: Browsers, options = {}): Promise<Page> {
  const page = await browsers.person(options)
  const token = linkToken('development-secret-not-for-production', firstLink)
  await page.goto(`/sign-in/first?token=${token}`)
  await press(page, /Sign in as/)
  return page
}

/** Signs in by the mailed link, in the browser that asked. */
export async function signInAt(world: World, page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await fill(page, { 'Email address': email })
  await press(page, 'Send me a link')
  await page.goto(await linkIn(world, email, 'link to sign in', /\/sign-in\/link\?token=[\w-]+/))
  await press(page, 'Sign in')
}

/** A link in the newest mail with such a subject. */
export async function linkIn(
  world: World,
  email: string,
  subject: string,
  path: RegExp,
): Promise<string> {
  await world.quiet()
  const { text } = await world.mail.to(email, subject)
  return path.exec(text)?.[0] ?? assert.fail(`No such link in “${subject}”: ${text}`)
}

/** As the person of the card fills in Stripe's page. */
export async function payByCard(page: Page): Promise<void> {
  await fill(page, {
    Email: 'lena@library.example',
    'Card number': '4242424242424242',
    Expiry: '12 / 34',
    CVC: '123',
    'Name on card': 'Lena Library',
    'Billing address': '1 Main Street',
    City: 'Springfield',
    ZIP: '62701',
  })
  await page.getByRole('button', { name: /^Pay/ }).click()
}

/** Goes on by the Tab key alone until what is so called has the focus, and is seen to have it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab')
    const [called, isMarked] = await page.evaluate<[string, boolean]>(`(() => {
      const one = document.activeElement
      const label = one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return [(label ?? '').trim(), outlineStyle !== 'none' && outlineWidth !== '0px']
    })()`)
    if (typeof name === 'string' ? !called.startsWith(name) : !name.test(called)) continue
    assert.ok(isMarked, `“${called}” does not show that it has the focus`)
    return
  }
  assert.fail(`The Tab key does not lead to “${name}” on ${page.url()}`)
}
