import { run } from './install.mjs'

await run('./contract.ts')
