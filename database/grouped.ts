import { setTimeout as pause } from 'node:timers/promises'

interface Grouping<A, B> {
  /** So many make up a group at most. */
  most: number
  /** So many groups may be under way at the same time, where one takes long; else one follows the other. */
  atOnce: number
  /** A group that takes longer, in milliseconds, holds up the next one no more: 20, if nothing is said. */
  patience?: number
  /** Milliseconds for which a group that is not full waits for more; none, if nothing is said. */
  gathering?: number
  /** Whether an error would be everybody's, so that nobody is asked for again alone. */
  isOfAll: (error: unknown) => boolean
  /** Answers in the order in which it is asked. */
  work: (all: readonly A[]) => Promise<readonly B[]>
}

/**
 * Turns work on many into work on one: whatever is asked for while a group is under way makes up the next one, so
 * that nobody waits when there is little to do, and much is done by few statements. A group that fails is done again one
 * by one: what is wrong with one is no other's failure.
 */
export function grouped<A, B>({
  most,
  atOnce,
  patience = 20,
  gathering = 0,
  isOfAll,
  work,
}: Grouping<A, B>): (one: A) => Promise<B> {
  interface Asked {
    one: A
    done: (result: B) => void
    failed: (error: unknown) => void
  }
  const waiting: Asked[] = []
  let underWay = 0
  let begunAt = 0
  let overdue: NodeJS.Timeout | null = null

  return (one) =>
    new Promise<B>((done, failed) => {
      waiting.push({ one, done, failed })
      if (underWay === 0) void goOn()
      else if (underWay < atOnce && overdue === null) overdue = setTimeout(goOnBeside, patience)
    })

  function goOnBeside(): void {
    overdue = null
    if (waiting.length === 0) return
    const left = begunAt + patience - performance.now()
    if (left > 1) overdue = setTimeout(goOnBeside, left)
    else if (underWay < atOnce) void goOn()
  }

  async function goOn(): Promise<void> {
    underWay += 1
    // What is asked for in the same turn belongs to the first group.
    await Promise.resolve()
    while (waiting.length > 0) {
      begunAt = performance.now()
      if (gathering > 0 && waiting.length < most) await pause(gathering)
      // Meanwhile another group may have taken all of them.
      const group = waiting.splice(0, most)
      if (group.length > 0) await settle(group)
    }
    underWay -= 1
    if (overdue !== null) clearTimeout(overdue)
    overdue = null
  }

  async function settle(group: Asked[]): Promise<void> {
    try {
      const results = await work(group.map(({ one }) => one))
      for (const [index, { done }] of group.entries()) done(results[index] as B)
    } catch (error) {
      await (group.length === 1 || isOfAll(error) ? fail(group, error) : settleEach(group))
    }
  }

  function fail(group: Asked[], error: unknown): void {
    for (const { failed } of group) failed(error)
  }

  async function settleEach(group: Asked[]): Promise<void> {
    for (const one of group) await settle([one])
  }
}
