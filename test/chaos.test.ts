import { after, before, describe, it } from 'node:test'
import { eventScenarios } from './chaos/card-events.ts'
import { cardScenarios } from './chaos/cards.ts'
import { type Chaos, openChaos } from './chaos/scenario.ts'

let worlds: Chaos
before(() => {
  worlds = openChaos()
})
after(() => worlds.close())

describe('between us and Stripe', () => {
  for (const { name, run } of [...cardScenarios, ...eventScenarios]) {
    it(`comes out right when ${name}`, async (t) => {
      t.diagnostic(await run(worlds))
      await worlds.inOrder()
    })
  }
})
