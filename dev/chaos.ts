import { setTimeout } from 'node:timers/promises'
import { scenarios } from '../test/chaos/index.ts'
import { openChaos } from '../test/chaos/scenario.ts'
import { endOnSignals, lifetime } from './lifetime.ts'
import { heading, tellFailure } from './terminal.ts'
import { startTestStack } from './test-stack.ts'

/** A scenario that takes longer hangs, in milliseconds; in full there is one that lasts for an hour. */
const longest = { short: 5 * 60_000, full: 90 * 60_000 }

const life = lifetime()
endOnSignals(life)
process.exitCode = await chaos(
  process.argv.slice(2).filter((word) => word !== '--full'),
  process.argv.includes('--full'),
)
await life.end()
process.exit()

/** Breaks the product on purpose, a line a scenario; 0 when all came back by themselves and the books are in order. */
async function chaos(filters: string[], isFull: boolean): Promise<number> {
  const wanted = scenarios.filter(
    ({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter)),
  )
  try {
    if (wanted.length === 0) throw new Error(`No scenario is named like ${filters.join(', ')}.`)
    heading(`Breaking it on purpose, ${wanted.length} times`)
    Object.assign(process.env, await startTestStack(life))
    return (await held(wanted, isFull)) === wanted.length ? 0 : 1
  } catch (error) {
    tellFailure(error)
    return 1
  }
}

async function held(wanted: typeof scenarios, isFull: boolean): Promise<number> {
  const worlds = openChaos({ isFull })
  const limit = isFull ? longest.full : longest.short
  let count = 0
  for (const { name, run } of wanted) {
    const began = Date.now()
    try {
      const seen = await within(limit, run(worlds))
      const looked = await worlds.inOrder()
      console.log(`  ✓ ${name}: ${seen} [${looked} invariants, ${seconds(began)}]`)
      count += 1
    } catch (error) {
      console.log(`  ✗ ${name} [${seconds(began)}]`)
      tellFailure(error)
    }
  }
  await worlds.close()
  console.log(`\n${count} of ${wanted.length} scenarios came out right`)
  return count
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  const late = setTimeout(limit, undefined, { ref: false }).then(() => {
    throw new Error(`It is not over after ${limit / 1_000} s`)
  })
  return Promise.race([work, late])
}

function seconds(began: number): string {
  return `${((Date.now() - began) / 1_000).toFixed(1)} s`
}
