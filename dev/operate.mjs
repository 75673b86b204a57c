import { run } from './install.mjs'

await run('./operate.ts')
