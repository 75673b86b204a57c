import assert from 'node:assert/strict'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { isFull } from './full.ts'
import { byKeys, byMouse, type Use } from './hand-use.ts'

/** A way in which a story is played, from its first page to its last. */
export interface Way {
  name: string
  use: Use
  options: BrowserContextOptions
}

const withJavaScript: Way = { name: 'with JavaScript', use: byMouse, options: {} }

/** 400 % of a window of 1280 by 1024 px. */
const zoomed: Way = {
  name: 'without JavaScript, zoomed to 400 %',
  use: byMouse,
  options: { javaScriptEnabled: false, viewport: { width: 320, height: 256 } },
}

const byKeyboard: Way = { name: 'by the keyboard alone', use: byKeys, options: {} }

/** The ways in which every story is played. */
export const ways = [withJavaScript, zoomed, byKeyboard] as const

/**
 * Whether the nth story of a file is played this way: each in one way in every run, so that every way is gone, and in all
 * of them where all is asked for.
 */
export function isPlayed(way: Way, nth: number): boolean {
  return isFull || ways[nth % ways.length] === way
}

/** What is looked at whenever another page or state is there. */
export type Look = (page: Page) => Promise<void>

/** Somebody at a page, who names what they use by the words that they read. */
export interface Hand {
  page: Page
  /** Types an address, or opens a link of a mail. */
  opens: (path: string) => Promise<void>
  follows: (link: string | RegExp) => Promise<void>
  presses: (button: string | RegExp) => Promise<void>
  /** Fills in fields by their labels. */
  fills: (fields: Record<string, string>) => Promise<void>
  /** Ticks a box, or chooses one of many. */
  ticks: (label: string) => Promise<void>
  /** Picks from a list by what is written there. */
  picks: (label: string, choice: string) => Promise<void>
  unfolds: (summary: string) => Promise<void>
  sees: (words: string | RegExp) => Promise<void>
  misses: (words: string | RegExp) => Promise<void>
  /** The same hand at one part of the page. */
  at: (part: (page: Page) => Locator) => Hand
}

/** The hand of somebody who uses a page in a way. */
export function handAt(page: Page, use: Use, look: Look, within = whole): Hand {
  const field = (label: string) => within(page).getByLabel(label, { exact: true }).first()
  const read = async () => (await page.locator('main').textContent()) ?? ''
  async function leadOn(one: Locator): Promise<void> {
    const arrives = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
    await Promise.all([arrives, use.press(page, one)])
    await page.waitForLoadState()
    await look(page)
  }
  return {
    page,
    async opens(path) {
      await page.goto(path)
      await look(page)
    },
    follows: (name) => leadOn(within(page).getByRole('link', { name }).first()),
    presses: (name) => leadOn(within(page).getByRole('button', { name }).first()),
    async fills(fields) {
      for (const [label, value] of Object.entries(fields)) {
        await use.fill(page, field(label), value)
      }
    },
    ticks: (label) => use.tick(page, field(label)),
    picks: (label, choice) => use.pick(page, field(label), choice),
    unfolds: (summary) =>
      use.press(page, within(page).locator('summary').filter({ hasText: summary }).first()),
    async sees(words) {
      assert.match(await read(), pattern(words), page.url())
    },
    async misses(words) {
      assert.doesNotMatch(await read(), pattern(words), page.url())
    },
    at: (part) => handAt(page, use, look, part),
  }
}

const whole = (page: Page): Locator => page.locator('body')

function pattern(words: string | RegExp): RegExp {
  return typeof words === 'string'
    ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    : words
}
