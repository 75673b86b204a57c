import type { Browser } from 'playwright-core'

/** A desk, and the narrowest phone that counts. */
const screens = [
  { width: 1280, height: 900 },
  { width: 360, height: 640 },
]

/** How far a page moves after it is first shown (CLS), in Chromium, at its worst of a desk and a phone. */
export async function measureShift(browser: Browser, url: URL, cookie: string): Promise<number> {
  let worst = 0
  for (const viewport of screens) {
    const context = await browser.newContext({ viewport, timezoneId: 'America/Los_Angeles' })
    await context.addCookies([cookieFor(url, cookie)])
    const page = await context.newPage()
    await page.goto(url.href, { waitUntil: 'networkidle' })
    worst = Math.max(worst, await page.evaluate<number>(shifted))
    await context.close()
  }
  return worst
}

function cookieFor({ origin }: URL, cookie: string) {
  const [name = '', value = ''] = cookie.split('=')
  return { name, value, url: origin }
}

/** Runs in the page: what moved without being touched, until two frames after all of it was there. */
const shifted = `new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sum += value
  }).observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)))
})`
