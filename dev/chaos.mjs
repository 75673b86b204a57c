import { run } from './install.mjs'

await run('./chaos.ts')
