import { join } from 'node:path'
import { runErrand } from './command.ts'
import type { Way } from './part.ts'

/** Built from its source by an installed Go, which takes a few minutes. */
export function fromGo(module: string, version: string, program: string): Way {
  return {
    id: `${program}-go-${version}`,
    announcement: `building it with Go from ${module}@${version} (two to five minutes, once)`,
    fetch: async (folder, teller) => {
      const programs = join(folder, 'bin')
      await runErrand({
        command: 'go',
        args: ['install', `${module}@${version}`],
        env: { GOBIN: programs },
        limitMs: 900_000,
        watched: programs,
        teller,
      })
      return join(programs, program)
    },
  }
}
