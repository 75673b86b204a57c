import { openBrowser } from '../test/support/browser.ts'
import { fill } from './bench-pages/fill.ts'
import { type BenchPage, everyPage } from './bench-pages/pages.ts'
import { signIn } from './bench-pages/readers.ts'
import { routesOfPages } from './bench-pages/routes.ts'
import { startServer } from './bench-pages/server.ts'
import { measureShift } from './bench-pages/shift.ts'
import { measureSpeed } from './bench-pages/speed.ts'
import { busy, head, limits, type Measured, row, summary, wrongWith } from './bench-pages/table.ts'
import { endOnSignals, lifetime } from './lifetime.ts'
import { findHeadlessShell } from './parts/chromium.ts'
import { heading, step, tellFailure } from './terminal.ts'
import { testPostgres, throwAwayFolder } from './test-stack.ts'

const life = lifetime()
endOnSignals(life)
process.exitCode = await bench(process.argv.slice(2))
await life.end()
process.exit()

/** Measures each page against a full database, a line a page; 0 when every page there is keeps to the limits. */
async function bench(filters: string[]): Promise<number> {
  try {
    heading('Every page, with 10,000 members, 5,000 orders and 200 webinars')
    const started = await start()
    const all = everyPage(started.secretKey)
    const wanted = all.filter(
      ({ path }) => filters.length === 0 || filters.some((filter) => path.includes(filter)),
    )
    if (wanted.length === 0) throw new Error(`No page has ${filters.join(', ')} in its address.`)
    const measured = await measureAll(started, wanted)
    const left = started.routes.filter((route) => !all.some((page) => page.route === route))
    for (const route of left)
      console.log(`  ✗ ${route} is not measured: dev/bench-pages/pages.ts has none`)
    console.log(`\n${summary(measured)}`)
    const said = busy()
    if (said !== null) console.log(said)
    return left.length === 0 && measured.every((page) => wrongWith(page).length === 0) ? 0 : 1
  } catch (error) {
    tellFailure(error)
    return 1
  }
}

async function start() {
  process.env.TEST_HEADLESS_SHELL = await step('Chromium', findHeadlessShell, (path) => path)
  const folder = throwAwayFolder(life)
  const databaseUrl = await step('Postgres', () => testPostgres(folder, life))
  await step('Rows', () => fill(databaseUrl))
  const cookies = await signIn(databaseUrl)
  const server = await step('API', () => startServer({ databaseUrl, folder }, life))
  const browser = await openBrowser()
  life.atEnd(() => browser.close())
  return { ...server, cookies, browser, routes: routesOfPages(databaseUrl) }
}

type Started = Awaited<ReturnType<typeof start>>

async function measureAll(started: Started, wanted: BenchPage[]): Promise<Measured[]> {
  const { url, cookies, browser } = started
  console.log(`\n${head}`)
  const measured: Measured[] = []
  for (const page of wanted) {
    const address = new URL(page.path, url)
    const cookie = cookies[page.as]
    const speed = await measureSpeed(address, { cookie, limitMs: limits.p99 })
    const shift = isFramed(page) ? null : await measureShift(browser, address, cookie)
    const one = { ...page, ...speed, shift }
    console.log(row(one))
    measured.push(one)
  }
  return measured
}

/** A letter is shown in a sandbox, in which nothing can be asked. */
function isFramed({ route }: BenchPage): boolean {
  return route.endsWith('/html')
}
