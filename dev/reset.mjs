import { run } from './install.mjs'

await run('./reset.ts')
