import { readdirSync, readFileSync } from 'node:fs'

/** Ticks a second in /proc, the same on every Linux that is used today. */
const ticksASecond = 100

interface Standing {
  parent: number
  /** Its own time, and that of its children that have ended, in seconds. */
  seconds: number
  /** Memory that is its own or shared, in MB. */
  megabytes: number
}

/** The processor time of a process, and of all that it started, in seconds; null where there is no /proc. */
export function cpuOf(pid: number, withChildren: boolean): number | null {
  const all = standings()
  if (all === null) return null
  const parents = new Set([pid])
  let seconds = 0
  for (const [id, { parent, seconds: own }] of [...all].sort(([one], [other]) => one - other)) {
    if (id !== pid && !(withChildren && parents.has(parent))) continue
    parents.add(id)
    seconds += own
  }
  return seconds
}

/** The memory of a process itself, in MB; null where there is no /proc. */
export function memoryOf(pid: number): number | null {
  return standings()?.get(pid)?.megabytes ?? null
}

function standings(): Map<number, Standing> | null {
  if (process.platform !== 'linux') return null
  const found = new Map<number, Standing>()
  for (const name of readdirSync('/proc')) {
    const standing = /^\d+$/.test(name) ? standingOf(name) : null
    if (standing) found.set(Number(name), standing)
  }
  return found
}

function standingOf(name: string): Standing | null {
  try {
    // Its name may hold spaces and brackets; what is counted begins after the last bracket.
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const at = (index: number) => Number(fields[index] ?? 0)
    const ticks = at(11) + at(12) + at(13) + at(14)
    return { parent: at(1), seconds: ticks / ticksASecond, megabytes: (at(21) * 4_096) / 1e6 }
  } catch {
    return null
  }
}
