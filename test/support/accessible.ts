import assert from 'node:assert/strict'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** Fails with each rule of WCAG 2.2 AA that a page breaks, and where. */
export async function assertAccessible(page: Page): Promise<void> {
  // Evaluated by the browser's own tools, which no policy of the page concerns.
  await page.evaluate(axe.source)
  const results = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as AxeResults
  const broken = results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
  assert.deepEqual(broken, [], page.url())
}

/** Fails where a page is broader than its window, so that one would have to scroll sideways. */
export async function assertFits(page: Page): Promise<void> {
  const [broad, window] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(broad <= window, `${page.url()} is ${broad} px broad in a window of ${window} px`)
}
