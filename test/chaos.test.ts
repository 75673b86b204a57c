import { after, before, describe, it } from 'node:test'
import { cardScenarios } from './chaos/cards.ts'
import { type Chaos, openChaos } from './chaos/scenario.ts'

let worlds: Chaos
before(() => {
  worlds = openChaos()
})
after(() => worlds.close())

describe('between us and Stripe', () => {
  for (const { name, run } of cardScenarios) {
    it(`comes out right when ${name}`, async (t) => {
      t.diagnostic(await run(worlds))
      await worlds.inOrder()
    })
  }
})
