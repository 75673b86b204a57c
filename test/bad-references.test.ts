import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { lineOf, references } from './support/bad-references.ts'
import { badInputTable } from './support/told-wrongly.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

it('what is not there, is another one’s or is over is refused with the sentence that the table has', async () => {
  const given: Record<string, string[]> = {}
  for (const reference of await references(world)) {
    const { route, line } = await lineOf(world, reference)
    given[route] = [...(given[route] ?? []), line]
  }
  assert.deepEqual(given, badInputTable('references'))
})
