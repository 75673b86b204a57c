import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** How what stands on a page is used. */
export interface Use {
  press: (page: Page, one: Locator) => Promise<void>
  fill: (page: Page, one: Locator, value: string) => Promise<void>
  tick: (page: Page, one: Locator) => Promise<void>
  pick: (page: Page, one: Locator, choice: string) => Promise<void>
}

export const byMouse: Use = {
  press: (_, one) => one.click(),
  fill: (_, one, value) => one.fill(value),
  tick: (_, one) => one.check(),
  async pick(_, one, choice) {
    await one.selectOption({ label: choice })
  },
}

/** By keys alone: Tab leads to it, Enter, Space, the arrows and letters use it. */
export const byKeys: Use = {
  async press(page, one) {
    await tabTo(page, one)
    await page.keyboard.press('Enter')
  },
  async fill(page, one, value) {
    await tabTo(page, one)
    const type = await one.getAttribute('type')
    if (type === 'date' || type === 'datetime-local') return typeDate(page, value)
    await page.keyboard.press('Control+a')
    await page.keyboard.type(value)
  },
  async tick(page, one) {
    if (await one.isChecked()) return
    if ((await one.getAttribute('type')) === 'checkbox') {
      await tabTo(page, one)
      return page.keyboard.press('Space')
    }
    await tabTo(page, page.locator(`input[name="${await one.getAttribute('name')}"]`))
    for (let steps = 0; steps < 12 && !(await one.isChecked()); steps += 1) {
      await page.keyboard.press('ArrowDown')
    }
    assert.ok(await one.isChecked(), 'The arrow keys do not lead to it')
  },
  async pick(page, one, choice) {
    await tabTo(page, one)
    await page.keyboard.type(choice)
    assert.equal(await one.locator('option:checked').textContent(), choice)
  },
}

/** As a date is typed in the United States: month, day, year, and the time. */
async function typeDate(page: Page, value: string): Promise<void> {
  const [date = '', time = ''] = value.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  await page.keyboard.type(`${month}${day}${year}`)
  if (time === '') return
  const [hour = '', minute = ''] = time.split(':')
  const onTheClock = String(Number(hour) % 12 || 12).padStart(2, '0')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type(`${onTheClock}${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`)
}

/** More stops than any page has. */
const mostStops = 400

/** Goes on by the Tab key alone until one of these has the focus, and is seen to have it. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  assert.ok((await wanted.count()) > 0, `${wanted} is not on ${page.url()}`)
  for (let steps = 0; steps < mostStops; steps += 1) {
    await page.keyboard.press('Tab')
    const focus = await wanted.evaluateAll(focusAmong)
    if (focus === null) continue
    assert.deepEqual(focus, { isMarked: true, isSeen: true }, `${wanted} on ${page.url()}`)
    return
  }
  assert.fail(`The Tab key does not lead to ${wanted} on ${page.url()}`)
}

/** Whether one of some has the focus; it has an outline then, and nothing covers it. */
const focusAmong = new Function(
  'all',
  `
  const one = all.find((each) => each === document.activeElement)
  if (!one) return null
  const { outlineStyle, outlineWidth } = getComputedStyle(one)
  const { left, top, width, height } = one.getClientRects()[0]
  const at = document.elementFromPoint(
    Math.min(left + width / 2, innerWidth - 1),
    Math.min(top + height / 2, innerHeight - 1),
  )
  return {
    isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    isSeen: at !== null && (one.contains(at) || at.contains(one)),
  }`,
) as (all: unknown[]) => object | null
