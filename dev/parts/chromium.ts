import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cacheFolder } from '../project.ts'
import type { Teller } from '../terminal.ts'
import { runErrand } from './command.ts'
import { findPart, type Part, type Way } from './part.ts'

/** The browser in which the stories of the pages are played. */
export function findChromium(teller: Teller): Promise<string> {
  return findPart(chromium, teller)
}

const fromDebian: Way = {
  id: 'chromium-debian',
  announcement: 'installing the package chromium with apt-get (half a minute, once)',
  async fetch(folder, teller) {
    const shared = { command: 'apt-get', env: { DEBIAN_FRONTEND: 'noninteractive' }, teller }
    const limits = { limitMs: 300_000, watched: '/var/cache/apt/archives' }
    await runErrand({ ...shared, ...limits, args: ['update', '-q'] })
    const args = ['install', '-q', '-y', '--no-install-recommends', 'chromium']
    await runErrand({ ...shared, ...limits, args })
    return linked(folder, '/usr/bin/chromium')
  },
}

const fromPlaywright: Way = {
  id: 'chromium-playwright-1.65.1',
  announcement: 'downloading the headless browser that Playwright provides (about 110 MB, once)',
  async fetch(folder, teller) {
    const cli = createRequire(import.meta.url).resolve('playwright-core/cli.js')
    // It stays where it was brought, for it needs what lies beside it.
    const browsers = join(cacheFolder(), 'chromium-playwright-browsers')
    mkdirSync(browsers, { recursive: true })
    await runErrand({
      command: process.execPath,
      args: [cli, 'install', '--only-shell', 'chromium'],
      env: { PLAYWRIGHT_BROWSERS_PATH: browsers },
      limitMs: 600_000,
      firstByteMs: 30_000,
      watched: browsers,
      teller,
    })
    const found = readdirSync(browsers, { recursive: true, encoding: 'utf8' })
    const program = found.find((path) =>
      /(headless_shell|chrome-headless-shell)(\.exe)?$/.test(path),
    )
    if (program === undefined) throw new Error('Playwright brought no browser')
    return linked(folder, join(browsers, program))
  },
}

const chromium: Part = {
  name: 'Chromium',
  purpose: 'plays the stories of the pages as people do',
  variable: 'CHROMIUM',
  command: 'chromium',
  ways: process.getuid?.() === 0 ? [fromDebian, fromPlaywright] : [fromPlaywright],
  advice: 'Install Chromium or Chrome and name it in CHROMIUM.',
}

function linked(folder: string, program: string): string {
  const link = join(folder, 'chromium')
  symlinkSync(program, link)
  return link
}
