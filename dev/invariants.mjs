import { run } from './install.mjs'

await run('./invariants.ts')
