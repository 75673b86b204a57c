import { run } from './install.mjs'

await run('./controls.ts')
