import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { startGround } from './bench/ground.ts'
import { type MeasuredRow, measureRow } from './bench/measure.ts'
import { missedBy, reportHead, reportOf } from './bench/report.ts'
import type { Row } from './bench/row.ts'
import { applicationRow } from './bench/rows/application.ts'
import { historyRow } from './bench/rows/history.ts'
import { mailingRow } from './bench/rows/mailing.ts'
import { orderRow } from './bench/rows/order.ts'
import { catalogueRow, listRow } from './bench/rows/reading.ts'
import { signUpRow } from './bench/rows/sign-up.ts'
import { waitingRow } from './bench/rows/waiting.ts'
import { workersRow } from './bench/rows/workers.ts'
import { endOnSignals, lifetime } from './lifetime.ts'
import { dataFolder, projectFolder } from './project.ts'
import { heading, tellFailure } from './terminal.ts'

const rows: Row[] = [
  signUpRow,
  orderRow,
  applicationRow,
  mailingRow,
  catalogueRow,
  listRow,
  waitingRow,
  workersRow,
  historyRow,
]
const rounds = 3

const options = ['--quick', '--profile']
const words = process.argv.slice(2)
const life = lifetime()
endOnSignals(life)
process.exitCode = await bench(words.filter((word) => !options.includes(word)))
await life.end()
process.exit()

/** Measures the product beside what it is built on, and keeps the figures; 0 when every aim was reached. */
async function bench(filters: string[]): Promise<number> {
  const isQuick = words.includes('--quick')
  const profiles = words.includes('--profile') ? join(dataFolder, 'profiles') : null
  const wanted = rows.filter(
    ({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter)),
  )
  const measured: MeasuredRow[] = []
  try {
    if (wanted.length === 0) throw new Error(`No row is named like ${filters.join(', ')}.`)
    heading(`How fast it is, ${wanted.length} rows in ${rounds} rounds`)
    const ground = await startGround({ isQuick, profiles }, life)
    console.log(`\n${reportHead}`)
    for (const row of wanted) {
      const found = await measureRow(ground, row, rounds)
      console.log(reportOf(found))
      measured.push(found)
    }
  } catch (error) {
    tellFailure(error)
    return 1
  } finally {
    if (measured.length > 0) keep(measured, isQuick)
  }
  return measured.every((row) => (missedBy(row) ?? []).length === 0) ? 0 : 1
}

/**
 * Rows that were not measured now stay as they were. Small sizes say little, so they never take the place of figures that
 * are shown.
 */
function keep(measured: MeasuredRow[], isQuick: boolean): void {
  const folder = isQuick ? join(dataFolder, 'bench') : join(projectFolder, 'bench')
  const file = join(folder, 'latest.json')
  mkdirSync(folder, { recursive: true })
  const machine = { cores: cpus().length, processor: cpus()[0]?.model, node: process.version }
  const at = new Date().toISOString()
  const found = new Map(measured.map((row) => [row.name, { at, machine, ...row }]))
  const before = new Map(keptRows(file).map((row) => [row.name, row]))
  const kept = rows.flatMap(({ name }) => found.get(name) ?? before.get(name) ?? [])
  writeFileSync(file, `${JSON.stringify({ isQuick, rounds, rows: kept }, null, 2)}\n`)
}

function keptRows(file: string): { name: string }[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : []
}
