import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { type There, thingsThere } from '../test/support/told-wrongly.ts'
import { openWorld } from '../test/support/world.ts'
import { endOnSignals, lifetime } from './lifetime.ts'
import { findSchemathesis } from './parts/schemathesis.ts'
import { heading, step, tellFailure } from './terminal.ts'
import { startTestStack, throwAwayFolder } from './test-stack.ts'

/** Who asks, and for which routes: who takes away their own role may do nothing after that. */
interface Round {
  name: string
  token: string | null
  routes: string[]
}

/**
 * Whether a good request is taken is for rules to say, not for its shape: a webinar that is not there has the form of one.
 */
const checks = '--exclude-checks=positive_data_acceptance'

/** What is too large is refused as such. */
const rejected = `[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422]
`

const ofRoles = '^/administrators/\\{id\\}/'

const life = lifetime()
endOnSignals(life)
process.exitCode = await contract(process.argv.slice(2))
await life.end()
process.exit()

/** Holds every answer of the API against its description; 0 when none is outside of it, and none is an error of ours. */
async function contract(words: string[]): Promise<number> {
  try {
    heading('The API against its description')
    const program = await step('Schemathesis', findSchemathesis, (path) => path)
    Object.assign(process.env, await startTestStack(life))
    const folder = throwAwayFolder(life)
    const world = await step('Product', () => openWorld({ skipsTime: false }))
    const there = await step('Rows', () => thingsThere(world))
    const server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
    await once(server, 'listening')
    life.atEnd(async () => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    writeFileSync(join(folder, 'schemathesis.toml'), known(there))
    const rounds: Round[] = [
      { name: 'a visitor', token: null, routes: [] },
      { name: 'an administrator', token: world.ann, routes: ['--exclude-path-regex', ofRoles] },
      { name: 'roles', token: world.ben, routes: ['--include-path-regex', ofRoles] },
    ]
    const failed = []
    for (const round of rounds) {
      console.log(`\n  As ${round.name}:`)
      if ((await play(program, { ...round, url, folder, words })) !== 0) failed.push(round.name)
    }
    await step('Invariants', () => world.close())
    return failed.length === 0 ? 0 : 1
  } catch (error) {
    tellFailure(error)
    return 1
  }
}

async function play(
  program: string,
  { token, routes, url, folder, words }: Round & { url: string; folder: string; words: string[] },
): Promise<number> {
  const bearer = token === null ? [] : ['--header', `Authorization: Bearer ${token}`]
  const args = [
    ...['run', `${url}/api/openapi.json`, '--url', `${url}/api/v1`, checks],
    ...['--phases', 'examples,coverage,fuzzing', '--max-examples', '20', '--workers', '1'],
    ...['--continue-on-failure', '--warnings', 'off', '--generation-database', 'none'],
    ...[...bearer, ...routes, ...words],
  ]
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'close')
  return code
}

/** What is there, so that most requests are about something. */
function known(there: There): string {
  const nouns = Object.entries(there)
  const lines = nouns.flatMap(([noun, values]) =>
    Object.entries(values).map(([name, value]) => `"${noun}-${name}" = { values = ["${value}"] }`),
  )
  const operations = nouns.map(([noun, values]) => {
    const parameters = Object.keys(values).map((name) => {
      const place = name === 'token' ? 'query' : 'path'
      return `"${place}.${name}" = { dictionary = "${noun}-${name}", probability = 0.8 }`
    })
    return `[[operations]]\ninclude-path-regex = "^/${noun}/"\nparameters = { ${parameters.join(', ')} }`
  })
  return [rejected, '[dictionaries]', ...lines, ...operations, ''].join('\n')
}
