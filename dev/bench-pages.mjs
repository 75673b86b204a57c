import { run } from './install.mjs'

await run('./bench-pages.ts')
