import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Of nineteen steps: more gains the door nothing, and slows the work down. */
const niceness = 10

/**
 * On one machine the door comes first: what people send is stored while work waits. Linux keeps a priority for each thread
 * and, where it shares a processor among sessions first, one for the session.
 */
export function yieldToOthers(pid: number): void {
  for (const thread of threadsOf(pid)) setPriority(thread, niceness)
  const session = `/proc/${pid}/autogroup`
  if (!existsSync(session)) return
  try {
    writeFileSync(session, String(niceness))
  } catch {
    // A courtesy, which Linux grants ten times a second at most: nothing is wrong without it.
  }
}

function threadsOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`
  return existsSync(folder) ? readdirSync(folder).map(Number) : [pid]
}
