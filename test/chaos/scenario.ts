import { checkInvariants } from '../../readmodels/invariants.ts'
import { assertInvariants } from '../support/invariants.ts'
import { openRealWorld, type RealWorld } from '../support/real-world.ts'
import { openWorld, type World } from '../support/world.ts'
import { type ExposedWorld, openExposed } from './exposed.ts'

/**
 * The worlds that scenarios happen in: real processes that can be killed, the same on a Postgres of their own, and one in
 * which hours go by at once.
 */
export interface Chaos {
  real: () => Promise<RealWorld>
  exposed: () => Promise<ExposedWorld>
  skipping: () => Promise<World>
  /** How many or how long: shortened, unless all of it is wanted. */
  size: (short: number, full: number) => number
  /** How many invariants hold in every world that is open. @throws with those that do not */
  inOrder: () => Promise<number>
  close: () => Promise<void>
}

export interface Scenario {
  name: string
  /** Breaks something, sees it come back, and says what was seen; it throws where it did not, or nothing was broken. */
  run: (chaos: Chaos) => Promise<string>
}

/** Worlds that are opened when a scenario asks for them and shared by all: each scenario makes its own people. */
export function openChaos({ isFull = false } = {}): Chaos {
  const opened: {
    real?: Promise<RealWorld>
    exposed?: Promise<ExposedWorld>
    skipping?: Promise<World>
  } = {}
  const worlds = () => Promise.all(Object.values(opened))

  return {
    real: () => (opened.real ??= openRealWorld()),
    exposed: () => (opened.exposed ??= openExposed()),
    size: (short, full) => (isFull ? full : short),
    skipping: () => (opened.skipping ??= openWorld({ skipsTime: true })),
    async inOrder() {
      const looked: number[] = []
      for (const { sql, now } of await worlds()) {
        await assertInvariants({ sql, now, running: null })
        looked.push((await checkInvariants(sql, now().toISOString())).length)
      }
      return Math.max(0, ...looked)
    },
    async close() {
      for (const world of await worlds()) await world.close()
    },
  }
}
