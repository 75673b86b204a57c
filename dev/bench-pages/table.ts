import { availableParallelism, loadavg } from 'node:os'
import { dim } from '../terminal.ts'
import type { BenchPage } from './pages.ts'
import type { Speed } from './speed.ts'

/** What every page must keep to: on the server, over the wire, and on the screen. */
export const limits = { p99: 50, bytes: 100_000, shift: 0.1 }

/** `shift` is null where it cannot be measured. */
export type Measured = BenchPage & Speed & { shift: number | null }

export const head = `  ${['p50 ms', 'p99 ms', 'KB', 'CLS'].map((text) => text.padStart(8)).join('')}`

/** A line a page; what is wrong stands at its end. */
export function row(page: Measured): string {
  const { p50, p99, bytes, shift, path, as } = page
  const columns = [p50.toFixed(1), p99.toFixed(1), (bytes / 1_000).toFixed(1), moved(shift)]
  const figures = columns.map((text) => text.padStart(8)).join('')
  const wrong = wrongWith(page)
  const mark = wrong.length === 0 ? '✓' : '✗'
  return [`  ${mark}${figures}  ${named(path)} ${dim(as)}`, ...wrong].join(', ')
}

/** The limits that a page is over. */
export function wrongWith({ status, p99, bytes, shift }: Measured): string[] {
  return [
    ...(status !== 200 ? [`answers ${status}`] : []),
    ...(p99 > limits.p99 ? [`p99 over ${limits.p99} ms`] : []),
    ...(bytes > limits.bytes ? [`over ${limits.bytes / 1_000} KB`] : []),
    ...((shift ?? 0) > limits.shift ? [`CLS over ${limits.shift}`] : []),
  ]
}

/** The worst of all pages in a sentence. */
export function summary(all: Measured[]): string {
  const most = (of: 'p99' | 'bytes' | 'shift') => Math.max(...all.map((page) => page[of] ?? 0))
  const kept = all.filter((page) => wrongWith(page).length === 0).length
  return [
    `${kept} of ${all.length} keep to the limits:`,
    `p99 at most ${most('p99').toFixed(1)} ms,`,
    `${(most('bytes') / 1_000).toFixed(1)} KB with looks and scripts,`,
    `CLS ${moved(most('shift'))}.`,
  ].join(' ')
}

/** Nothing that moved at all is 0, and not a small number. */
function moved(shift: number | null): string {
  if (shift === null) return '–'
  return shift === 0 ? '0' : shift.toFixed(4)
}

/** Without secrets, and with ids cut short. */
function named(path: string): string {
  return path
    .replace(/(token=)[\w-]+/, '$1…')
    .replace(/([\da-f]{8})(-[\da-f]{4}){3}-[\da-f]{12}/g, '$1…')
}

/** What else this machine does, where that is so much that pages wait for it; null where it is not. */
export function busy(): string | null {
  const [load = 0] = loadavg()
  const processors = availableParallelism()
  if (load <= processors) return null
  return `This machine is busy: a load of ${load.toFixed(1)} on ${processors} processors makes every page slower.`
}
