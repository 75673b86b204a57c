import assert from 'node:assert/strict'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules that a colour can break. */
const rulesOfColours = ['color-contrast', 'link-in-text-block']

/** Fails with each rule of WCAG 2.2 AA that a page breaks, light or dark, and where. */
export async function assertAccessible(page: Page): Promise<void> {
  // Evaluated by the browser's own tools, which no policy of the page concerns.
  await page.evaluate(axe.source)
  const light = await broken(page, everyRule)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await broken(page, rulesOfColours)
  await page.emulateMedia({ colorScheme: 'light' })
  assert.deepEqual({ light, dark }, { light: [], dark: [] }, page.url())
}

async function broken(page: Page, runOnly: string[]): Promise<string[]> {
  const asked = JSON.stringify({ resultTypes: ['violations'], runOnly })
  const { violations } = (await page.evaluate(`axe.run(document, ${asked})`)) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

/** 1280 px at 400 %. */
const narrow = { width: 320, height: 640 }

/** Fails where a page has to be scrolled sideways or is cut off, zoomed to 400 %, and with the spacing of WCAG 1.4.12. */
export async function assertReflows(page: Page): Promise<void> {
  const before = page.viewportSize() ?? narrow
  await page.setViewportSize(narrow)
  await assertFits(page)
  await page.evaluate(spaceOut)
  await assertFits(page)
  await page.evaluate('document.adoptedStyleSheets = []')
  await page.setViewportSize(before)
}

/** Fails where something of a page is beyond its window or cut off, so that one would have to scroll sideways. */
export async function assertFits(page: Page): Promise<void> {
  const outside = await page.evaluate<string[]>(whatIsCutOff)
  assert.deepEqual(outside, [], page.url())
}

const spaceOut = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
})()`

/** Tables scroll within themselves; what is for screen readers alone is cut off by intent. */
const whatIsCutOff = `(() => {
  const { clientWidth: width, scrollWidth } = document.documentElement
  const found = scrollWidth > width ? ['the page is ' + scrollWidth + ' px broad in ' + width] : []
  const styleOf = new Map()
  const overflowOf = (one) => {
    if (!styleOf.has(one)) styleOf.set(one, getComputedStyle(one).overflowX)
    return styleOf.get(one)
  }
  const scrolls = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (up !== document.documentElement && /auto|scroll/.test(overflowOf(up))) return true
    }
    return false
  }
  for (const one of document.querySelectorAll('body *')) {
    if (one.closest('.visually-hidden, .skip, svg') || !one.checkVisibility()) continue
    const { left, right } = one.getBoundingClientRect()
    const isBeyond = left < -1 || right > width + 1
    const isCut = one.scrollWidth > one.clientWidth + 1 && /hidden|clip/.test(overflowOf(one))
    const isControl = /INPUT|SELECT|TEXTAREA|IFRAME/.test(one.tagName)
    if ((isBeyond && !scrolls(one)) || (isCut && !isControl)) found.push(one.outerHTML.slice(0, 120))
  }
  return found
})()`
