import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { answerOf, commandsOf, statesOf } from './support/bad-states.ts'
import { type DescribedRoute, describedRoutes } from './support/described.ts'
import { badInputTable } from './support/told-wrongly.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let routes: DescribedRoute[]
let states: Awaited<ReturnType<typeof statesOf>>
before(async () => {
  world = await openWorld({ skipsTime: true })
  routes = describedRoutes((await world.get('/api/openapi.json')).body)
  states = await statesOf(world)
})
after(() => world.close())

const allowedLine = 'allowed: '
const table = badInputTable('states')

describe('each command in each state in which it is not allowed', () => {
  it('every state has its rows', () => assert.deepEqual(Object.keys(states), Object.keys(table)))

  for (const [state, [allowedHere = '', ...rows]] of Object.entries(table)) {
    it(state, async () => {
      const thing = await states[state]?.()
      assert.ok(thing)
      const allowed = allowedHere.slice(allowedLine.length).split(', ')
      const refused = commandsOf(state, routes).filter(
        ({ path }) => !allowed.includes(nameOf(path)),
      )
      const given = []
      for (const route of refused) {
        const { what, answer } = await answerOf(world, thing, route)
        given.push(`${what} → ${answer}`)
      }
      assert.deepEqual(given, rows)
    })
  }
})

const nameOf = (path: string) => path.split('/').at(-1) ?? ''
