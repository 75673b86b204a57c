import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runErrand } from './command.ts'
import type { Way } from './part.ts'

const downloader = fileURLToPath(new URL('./sdk-download.ts', import.meta.url))

/**
 * The build that the Temporal SDK itself downloads from temporal.download. Where that host cannot
 * be reached the attempt fails at once, or after 15 s when nothing at all arrives.
 */
export function fromSdk(kind: 'dev-server' | 'time-skipping'): Way {
  return {
    id: `${kind}-sdk-1.24`,
    announcement: 'fetching it by the download of the Temporal SDK (about 40 MB, once)',
    fetch: async (folder, teller) => {
      await runErrand({
        command: process.execPath,
        args: ['--import', 'tsx', downloader, kind, folder],
        limitMs: 600_000,
        firstByteMs: 15_000,
        watched: folder,
        teller,
      })
      const program = readdirSync(folder).find((name) => !name.endsWith('.downloading'))
      if (!program) throw new Error('the SDK downloaded nothing')
      return join(folder, program)
    },
  }
}
