import { run } from './install.mjs'

await run('./doctor.ts')
