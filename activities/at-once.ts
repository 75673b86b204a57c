/**
 * Does the work for each item, so many at once. When one fails no other is begun, and the failure is thrown when those
 * under way are over, so that nothing goes on behind the back of a retry.
 */
export async function atOnce<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const failures: unknown[] = []
  const takeNext = async () => {
    for (const item of left) {
      if (failures.length > 0) return
      await work(item).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: most }, takeNext))
  if (failures.length > 0) throw failures[0]
}
