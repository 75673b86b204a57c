import assert from 'node:assert/strict'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { World } from './world.ts'

/** Real browsers in front of a world, each as a person has one. */
export interface Browsers {
  /** Where the pages are served. */
  origin: string
  /** Another person's browser, with cookies of its own. */
  person: (options?: BrowserContextOptions) => Promise<Page>
  close: () => Promise<void>
}

/** The flags without which Chromium asks its maker's hosts, or needs a desktop. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Serves a world's pages where its links say they are, and opens Chromium; whole, with what only its window has. */
export async function openBrowsers(
  world: Pick<World, 'app'>,
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<Browsers> {
  const server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  const rule = `MAP webinars.example:80 127.0.0.1:${address.port}`
  // Treated as they are in production, by HTTPS.
  const secure = '--unsafely-treat-insecure-origin-as-secure=http://webinars.example'
  const browser = await openBrowser([`--host-resolver-rules=${rule}`, secure], { isWhole })
  return {
    origin: 'http://webinars.example',
    async person(options = {}) {
      const settings = { baseURL: 'http://webinars.example', reducedMotion: 'reduce' } as const
      const context = await browser.newContext({ ...settings, ...options })
      context.setDefaultTimeout(10_000)
      return context.newPage()
    },
    async close() {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Chromium without a window. */
export async function openBrowser(
  more: string[] = [],
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<Browser> {
  const { TEST_CHROMIUM, TEST_HEADLESS_SHELL } = process.env
  const executablePath = isWhole ? TEST_CHROMIUM : TEST_HEADLESS_SHELL
  assert.ok(executablePath, 'No browser is named: run the tests by npm test')
  return chromium.launch({ executablePath, args: [...flags, ...more] })
}
