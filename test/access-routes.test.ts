import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { accessTable } from './support/access-table.ts'
import { type Asker, answerTo, asked, everybody, type Known } from './support/roles.ts'
import { openWorld, type World } from './support/world.ts'

/** Ids that nothing has, so that whoever may do it all is told so and nothing is done. */
const absent: Record<string, string> = {
  ':number': '999999',
  ':slug': 'no-such-thing',
  ':seat': randomUUID(),
  ':certificate': randomUUID(),
  ':file': `${randomUUID()}.pdf`,
  ':form': 'cancellations',
  ':noun': 'orders',
  ':what': 'cancellations',
  ':kind': 'join-details',
  ':change': randomUUID(),
  ':side': 'old',
  ':choice': 'recording-news',
}

/** Where an id is no plain one. */
const otherIds: [RegExp, string][] = [
  [/^\/(api\/v1\/)?registrations\//, `no-such-thing~${randomUUID()}`],
  [/\/mailings\//, 'no-such-thing~join-details~1'],
  [/^\/console\/do\//, '999999'],
]

let world: World
let known: Record<Asker, Known>
before(async () => {
  world = await openWorld({ skipsTime: true })
  known = await everybody(world)
})
after(() => world.close())

for (const table of ['api', 'pages'] as const) {
  const rows = accessTable(table)
  describe(`who may ask for what: ${table}`, () => {
    it('every route has a row', () => {
      const isHere = (path: string) => path.startsWith('/api/') === (table === 'api')
      const routes = world.app.routes
        .filter(({ method, path }) => method !== 'ALL' && isHere(path) && !isFixed(path))
        .map(({ method, path }) => `${method} ${path}`)
      const written = rows.map(({ method, path }) => `${method} ${path}`)
      assert.deepEqual(written, [...new Set(routes)].sort(byPath))
    })

    for (const { method, path, answers } of rows) {
      it(`${method} ${path}`, async () => {
        const given = []
        for (const who of asked) {
          given.push(await answerTo(world, { method, path: filled(path), by: known[who] }))
        }
        assert.deepEqual(given, answers, asked.join(', '))
      })
    }
  })
}

function filled(path: string): string {
  const id = otherIds.find(([where]) => where.test(path))?.[1] ?? randomUUID()
  return path.replace(/:(\w+)(\{\.\+\})?/g, (_, name) => absent[`:${name}`] ?? id)
}

/** Files that are the same for everybody; and what ends the session of who asks, which has tests of its own. */
function isFixed(path: string): boolean {
  return /^\/(assets|api\/docs)(\/|$)|^\/sign-out$|^\/me\/sessions$/.test(path)
}

function byPath(one: string, other: string): number {
  const key = (row: string) => row.split(' ').toReversed().join(' ')
  return key(one) < key(other) ? -1 : 1
}
