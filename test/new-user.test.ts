import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { projectFolder } from '../dev/project.ts'
import { openBrowser } from './support/browser.ts'
import { type Hand, handAt } from './support/hand.ts'
import { byMouse } from './support/hand-use.ts'
import { cardAtStripe } from './support/story.ts'

const readyWithinMs = 240_000

let folder: string
let started: ChildProcess
let said = ''
let browser: Awaited<ReturnType<typeof openBrowser>>
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-user-'))
  started = spawn(process.execPath, ['dev/start.mjs'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_OPTIONS: '', DATA_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await ready()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  const ended = new Promise((resolve) => started.once('exit', resolve))
  if (started.exitCode === null) started.kill('SIGINT')
  await ended
  await rm(folder, { recursive: true, force: true })
})

describe('somebody who has only typed npm start', () => {
  it('gets to a paid registration by what the pages and mails say', async () => {
    const nell = await somebodyNew()
    const { page } = nell
    await nell.opens(printed('Website'))
    const title = (await page.locator('.card a').first().textContent()) ?? ''
    await nell.follows(title)
    await nell.follows('Register')
    await nell.fills({
      'Your name': 'Nell Newcomer',
      'Your email address': 'nell@library.example',
    })
    await nell.presses('Review my order')
    await nell.presses('Order and pay by card')
    await page.getByLabel('Card number').waitFor()
    await nell.fills(cardAtStripe)
    await nell.presses(/^Pay/)
    await page.waitForURL(/card-return/)
    await nell.follows('Go to your order')
    await page.getByText('Everything is paid').first().waitFor()
    await nell.opens(await linkInMail(page, 'nell@library.example'))
    await nell.sees(title)
  })

  it('signs in as the first administrator by the link that was printed, once', async () => {
    const first = await somebodyNew()
    await first.opens(printed('Console, first sign-in'))
    await first.presses(/Sign in as/)
    await first.sees('Inbox')
    await first.opens(printed('Console, first sign-in'))
    await first.sees('does not work any more')
  })
})

async function somebodyNew(): Promise<Hand> {
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  return handAt(page, byMouse, async () => {})
}

/** Waits until the start says that all is ready. */
async function ready(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready: ${said}`)), readyWithinMs)
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (!said.includes('Ready. Ctrl-C')) return
      clearTimeout(late)
      resolve()
    }
    started.stdout?.on('data', hear)
    started.stderr?.on('data', hear)
    started.once('exit', () => reject(new Error(`npm start has ended: ${said}`)))
  })
}

/** The address that stands beside a name in what was printed. */
function printed(name: string): string {
  return new RegExp(`${name}\\s+(https?://\\S+)`).exec(said)?.[1] ?? assert.fail(said)
}

/** The link in the newest mail to somebody, as the inbox shows it. */
async function linkInMail(page: Page, email: string): Promise<string> {
  await page.goto(`${printed('Inbox')}/?to=${email}`)
  await page.locator('.mails a').first().click()
  const text = (await page.locator('pre').first().textContent()) ?? ''
  return /https?:\S+\?token=[\w-]+/.exec(text)?.[0] ?? assert.fail(text)
}
