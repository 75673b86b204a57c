import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Browsers } from './browser.ts'
import { askFor, signInMail, visitor } from './visitor.ts'
import type { World } from './world.ts'

/** Lets a browser go on as somebody who has signed in by the mailed link. */
export async function signInAt(
  { world, browsers }: { world: World; browsers: Browsers },
  page: Page,
  email: string,
): Promise<void> {
  const browser = visitor(world)
  await askFor(browser, email)
  const { token } = await signInMail(world, email)
  await browser.post('/sign-in/link', { token })
  const cookies = [...browser.cookies].map(([name, value]) => ({ name, value }))
  const { origin: url } = browsers
  await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url })))
}

/** A browser of somebody who has signed in. */
export async function personAt(
  stage: { world: World; browsers: Browsers },
  email: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await stage.browsers.person(options)
  await signInAt(stage, page, email)
  return page
}
