import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openExposed } from './exposed.ts'
import { applyOver, calm, eachOnce, tally } from './load.ts'
import { openOwnPostgres } from './own-postgres.ts'
import type { Scenario } from './scenario.ts'

const megabyte = 1_048_576

/** What goes wrong with the disk that Postgres writes to. */
export const diskScenarios: Scenario[] = [
  {
    name: 'the disk of Postgres is full',
    async run({ size }) {
      const disk = mounted(320)
      if (disk === null) return 'not run: nothing can be mounted here'
      try {
        return await onFullDisk(disk, size(6_000, 30_000))
      } finally {
        execFileSync('umount', ['--lazy', disk])
        rmdirSync(disk)
      }
    },
  },
]

async function onFullDisk(disk: string, fullMs: number): Promise<string> {
  const postgres = await openOwnPostgres(disk)
  const world = await openExposed(postgres)
  try {
    const load = applyOver(world, { people: 80, overMs: fullMs })
    await setTimeout(1_000)
    const filler = join(disk, 'filler')
    const free = statfsSync(disk)
    writeFileSync(filler, Buffer.alloc(free.bavail * free.bsize))
    // A page that is there takes more; what is new needs the disk.
    const refused = await world.sql`
      create table no_room as select repeat('x', 900) from generate_series(1, 90000)
    `.then(
      () => '',
      (error: { code: string }) => error.code,
    )
    assert.equal(refused, '53100')
    await setTimeout(fullMs)
    rmSync(filler)
    const people = await load
    await calm(world)
    const twice = await eachOnce(world, people)
    return `${tally(people)}; each applied once, ${twice} mailed twice alike`
  } finally {
    await world.close()
  }
}

/** A small disk in memory that everybody may enter; null where none can be had. */
function mounted(megabytes: number): string | null {
  const folder = mkdtempSync('/var/tmp/small-disk-')
  try {
    const options = `size=${megabytes * megabyte},mode=0711`
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
    chmodSync(folder, 0o711)
    return folder
  } catch {
    rmdirSync(folder)
    return null
  }
}
