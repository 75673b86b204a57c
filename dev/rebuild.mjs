import { run } from './install.mjs'

await run('./rebuild.ts')
