import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { linesOfAddress, linesOfFields } from './support/bad-fields.ts'
import { linesOfRequests } from './support/bad-requests.ts'
import { type DescribedRoute, describedRoutes } from './support/described.ts'
import { badInputTable, rowsThere, type There, thingsThere } from './support/told-wrongly.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: There
let routes: DescribedRoute[]
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await thingsThere(world)
  routes = describedRoutes((await world.get('/api/openapi.json')).body)
})
after(() => world.close())

for (const [name, linesOf] of [
  ['fields', linesOfFields],
  ['addresses', linesOfAddress],
] as const) {
  describe(`each value that must not be taken: ${name}`, () => {
    it('is answered with the sentence that the table has, and nothing is stored', async () => {
      const before = await rowsThere(world)
      const given: Record<string, string[]> = {}
      for (const route of routes) {
        const lines = await linesOf({ world, there, route })
        if (lines.length > 0) given[`${route.method} ${route.path}`] = lines
      }
      assert.deepEqual(given, badInputTable(name))
      assert.deepEqual(await rowsThere(world), before)
    })
  })
}

describe('each request that is wrong as a whole', () => {
  it('is answered by every route as the table has it, and nothing is stored', async () => {
    const before = await rowsThere(world)
    assert.deepEqual(await linesOfRequests(world, there, routes), badInputTable('requests'))
    assert.deepEqual(await rowsThere(world), before)
  })

  it('with a method that a path does not have is told which it has', async () => {
    const methods = new Map<string, string[]>()
    for (const { method, path } of routes) {
      methods.set(path, [...(methods.get(path) ?? []), method])
    }
    for (const [path, known] of methods) {
      const address = `/api/v1${path.replaceAll(/\{\w+\}/g, '17')}`
      const answer = await world.app.request(address, { method: 'DELETE' })
      const detail = `There is no DELETE here: please use ${known.join(' or ')}.`
      const body = (await answer.json()) as { status: number; detail: string }
      assert.deepEqual([answer.status, body.status, body.detail], [405, 405, detail], path)
      const allowed = answer.headers.get('allow')?.split(', ')
      assert.deepEqual(allowed, known.includes('GET') ? ['HEAD', ...known] : known)
    }
  })
})
