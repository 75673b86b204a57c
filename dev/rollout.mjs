import { run } from './install.mjs'

await run('./rollout.ts')
