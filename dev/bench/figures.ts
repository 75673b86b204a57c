/** What one round of one side came to. */
export interface Figure {
  /** Null where nothing is done by the second. */
  perSecond: number | null
  /** How long each took, in milliseconds. */
  p50: number | null
  p99: number | null
  /** Whatever else is counted, by a name with its unit last. */
  more?: Record<string, number>
}

/** A side of a row in one round, and how much of a core each process used meanwhile, from 0. */
export type Round = Figure & { cpu: Record<string, number> }

/** The middle of the rounds, and how far they lie apart. */
export interface Median {
  median: number
  least: number
  most: number
}

export interface Drive {
  /** How many in all, and how many of them under way at a time. */
  count: number
  atOnce: number
}

/** Does one thing many times, so many at once, and says how fast. */
export async function drive(
  { count, atOnce }: Drive,
  one: (nth: number) => Promise<unknown>,
): Promise<Figure> {
  const took: number[] = []
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: Math.min(atOnce, count) }, async () => {
      while (next < count) {
        const start = performance.now()
        await one(next++)
        took.push(performance.now() - start)
      }
    }),
  )
  return figureOf(took, performance.now() - began)
}

/** How fast it was, of how long each took and all of them together, in milliseconds. */
export function figureOf(took: number[], wallMs: number): Figure {
  const sorted = took.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  return { perSecond: took.length / (wallMs / 1_000), p50: at(0.5), p99: at(0.99) }
}

export function medianOf(values: number[]): Median {
  const sorted = values.toSorted((one, other) => one - other)
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 }
}
