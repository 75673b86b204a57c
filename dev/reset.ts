import { existsSync, rmSync } from 'node:fs'
import { openFolder } from './parts/postgres.ts'
import { dataFolder } from './project.ts'
import { requireNotRunning } from './settled.ts'
import { tellFailure } from './terminal.ts'

try {
  requireNotRunning()
  const wiped = [dataFolder, openFolder()].filter((folder) => existsSync(folder))
  for (const folder of wiped) rmSync(folder, { recursive: true, force: true })
  console.log(wiped.length === 0 ? 'There was nothing to wipe.' : `Wiped ${wiped.join(' and ')}.`)
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
}
