/**
 * Turns work on many into work on one: whatever is asked for while a group is under way makes up the next group, so that
 * nobody waits when there is little to do, and much is done by few statements. A group that fails is done again one by one:
 * what is wrong with one is no other's failure. `work` answers in the order in which it is asked.
 */
export function grouped<A, B>(
  most: number,
  work: (all: readonly A[]) => Promise<readonly B[]>,
): (one: A) => Promise<B> {
  interface Asked {
    one: A
    done: (result: B) => void
    failed: (error: unknown) => void
  }
  let waiting: Asked[] = []
  let isUnderWay = false

  return (one) =>
    new Promise<B>((done, failed) => {
      waiting.push({ one, done, failed })
      if (!isUnderWay) void goOn()
    })

  async function goOn(): Promise<void> {
    isUnderWay = true
    // What is asked for in the same turn belongs to the first group.
    await Promise.resolve()
    while (waiting.length > 0) {
      const group = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await settle(group)
    }
    isUnderWay = false
  }

  async function settle(group: Asked[]): Promise<void> {
    try {
      const results = await work(group.map(({ one }) => one))
      for (const [index, { done }] of group.entries()) done(results[index] as B)
    } catch (error) {
      if (group.length === 1) group[0]?.failed(error)
      else for (const one of group) await settle([one])
    }
  }
}
