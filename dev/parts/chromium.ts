import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cacheFolder } from '../project.ts'
import type { Teller } from '../terminal.ts'
import { runErrand } from './command.ts'
import { findPart, type Part, type Way } from './part.ts'

/** The browser as people have it, which passkeys need. */
export function findChromium(teller: Teller): Promise<string> {
  return findPart(chromium, teller)
}

/** The same browser without the window that nobody sees: a page costs half of the processor time. */
export function findHeadlessShell(teller: Teller): Promise<string> {
  return findPart(headlessShell, teller)
}

const isRoot = process.getuid?.() === 0

const chromium: Part = {
  name: 'Chromium',
  purpose: 'plays the stories of the pages as people do',
  variable: 'CHROMIUM',
  command: 'chromium',
  ways: [
    ...(isRoot ? [fromDebian('chromium')] : []),
    fromPlaywright('--no-shell', /^(chrome|Chromium|Google Chrome for Testing)$/),
  ],
  advice: 'Install Chromium or Chrome and name it in CHROMIUM.',
}

const headlessShell: Part = {
  name: 'Headless Chromium',
  purpose: 'does so without a window',
  variable: 'CHROMIUM_HEADLESS_SHELL',
  command: 'chromium-headless-shell',
  ways: [
    ...(isRoot ? [fromDebian('chromium-headless-shell')] : []),
    fromPlaywright('--only-shell', /^(headless_shell|chrome-headless-shell)$/),
  ],
  advice: 'Name Chromium or its headless shell in CHROMIUM_HEADLESS_SHELL.',
}

function fromDebian(name: string): Way {
  return {
    id: `${name}-debian`,
    announcement: `installing the package ${name} with apt-get (half a minute, once)`,
    async fetch(folder, teller) {
      const shared = { command: 'apt-get', env: { DEBIAN_FRONTEND: 'noninteractive' }, teller }
      const limits = { limitMs: 300_000, watched: '/var/cache/apt/archives' }
      await runErrand({ ...shared, ...limits, args: ['update', '-q'] })
      const args = ['install', '-q', '-y', '--no-install-recommends', name]
      await runErrand({ ...shared, ...limits, args })
      return linked(folder, `/usr/bin/${name}`)
    },
  }
}

/** `which` of its two browsers, and what its program is called. */
function fromPlaywright(which: '--no-shell' | '--only-shell', called: RegExp): Way {
  return {
    id: `chromium-playwright-1.65.1${which}`,
    announcement: 'downloading the browser that Playwright provides (110 to 180 MB, once)',
    async fetch(folder, teller) {
      const cli = createRequire(import.meta.url).resolve('playwright-core/cli.js')
      // It stays where it was brought, for it needs what lies beside it.
      const browsers = join(cacheFolder(), 'chromium-playwright-browsers')
      mkdirSync(browsers, { recursive: true })
      await runErrand({
        command: process.execPath,
        args: [cli, 'install', which, 'chromium'],
        env: { PLAYWRIGHT_BROWSERS_PATH: browsers },
        limitMs: 600_000,
        firstByteMs: 30_000,
        watched: browsers,
        teller,
      })
      const found = readdirSync(browsers, { recursive: true, withFileTypes: true })
      const program = found.find((one) => one.isFile() && called.test(one.name.replace('.exe', '')))
      if (program === undefined) throw new Error('Playwright brought no browser')
      return linked(folder, join(program.parentPath, program.name))
    },
  }
}

function linked(folder: string, program: string): string {
  const link = join(folder, 'chromium')
  symlinkSync(program, link)
  return link
}
