import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../project.ts'
import type { Teller } from '../terminal.ts'
import { runErrand } from './command.ts'
import { findPart, type Part, type Way } from './part.ts'

/** Schemathesis, which makes requests of its own from the description of the API. */
export function findSchemathesis(teller: Teller): Promise<string> {
  return findPart(schemathesis, teller)
}

const version = '4.32.5'

const schemathesis: Part = {
  name: 'Schemathesis',
  purpose: 'sends thousands of requests that it makes from the description of the API',
  variable: 'SCHEMATHESIS',
  ways: [fromPython()],
  advice: `Install Python 3.10 or newer with venv, or Schemathesis ${version} itself and name its program in SCHEMATHESIS.`,
}

/** An environment of its own in the cache; its programs know where it stands, so it is made in its final place. */
function fromPython(): Way {
  const id = `schemathesis-${version}`
  return {
    id,
    announcement: `installing schemathesis ${version} with python3 and pip (half a minute, once)`,
    async fetch(folder, teller) {
      const place = join(cacheFolder(), `${id}-python`)
      const limits = { limitMs: 300_000, watched: place, teller }
      const args = ['-m', 'venv', '--clear', place]
      await runErrand({ command: 'python3', args, ...limits })
      const pip = ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`]
      await runErrand({ command: join(place, 'bin', 'pip'), args: pip, ...limits })
      const program = join(folder, 'program')
      symlinkSync(join(place, 'bin', 'schemathesis'), program)
      return program
    },
  }
}
