import { after, before, describe, it } from 'node:test'
import { eventScenarios } from './chaos/card-events.ts'
import { cardScenarios } from './chaos/cards.ts'
import { mailScenarios } from './chaos/mail.ts'
import { type Chaos, openChaos, type Scenario } from './chaos/scenario.ts'
import { isFull } from './support/full.ts'

let worlds: Chaos
before(() => {
  worlds = openChaos()
})
after(() => worlds.close())

/** It waits for a minute. */
const longest = /429 five times/

describe('between us and Stripe', () => {
  for (const scenario of [...cardScenarios, ...eventScenarios]) {
    if (isFull || !longest.test(scenario.name)) comesOutRight(scenario)
  }
})

/** The others, which take minutes, are run by `npm run chaos`. */
const shortest = [/refuses connections/, /says 550/]

describe('between us and the mail server', () => {
  for (const scenario of mailScenarios) {
    if (shortest.some((words) => words.test(scenario.name))) comesOutRight(scenario)
  }
})

function comesOutRight({ name, run }: Scenario): void {
  it(`comes out right when ${name}`, async (t) => {
    t.diagnostic(await run(worlds))
    await worlds.inOrder()
  })
}
