import { cpuOf } from './cpu.ts'
import { type Median, medianOf, type Round } from './figures.ts'
import type { Ground } from './ground.ts'
import type { Row, Side } from './row.ts'

/** What all rounds of one side came to. */
export interface Measured {
  side: string
  perSecond: Median | null
  p50: number | null
  p99: number | null
  /** How much of a core each process used, by name; what used next to nothing is left out. */
  cpu: Record<string, number>
  more: Record<string, number>
}

export interface MeasuredRow {
  name: string
  unit: string
  aim: NonNullable<Row['aim']> | null
  sides: Measured[]
  /** What the product reaches of the first peer's speed, from the medians. */
  share: number | null
}

/** Measures the sides of a row in turn, round after round. */
export async function measureRow(
  ground: Ground,
  { name, unit, aim, sides, isOnce }: Row,
  roundsOfAll: number,
): Promise<MeasuredRow> {
  const all = await sides(ground)
  const rounds = isOnce ? 1 : roundsOfAll
  const seen = new Map<string, Round[]>(all.map((side) => [side.name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const side of all) seen.get(side.name)?.push(await withCpu(ground, side))
  }
  const measured = [...seen].map(([side, found]) => summed(side, found))
  const [product, peer] = measured
  const share =
    aim?.share && product?.perSecond && peer?.perSecond
      ? product.perSecond.median / peer.perSecond.median
      : null
  return { name, unit, aim: aim ?? null, sides: measured, share }
}

async function withCpu({ pids }: Ground, { prepare, measure }: Side): Promise<Round> {
  await prepare?.()
  const before = cpu(pids)
  const began = performance.now()
  const figure = await measure()
  const seconds = (performance.now() - began) / 1_000
  const used = [...cpu(pids)].map(([name, after]) => {
    const share = (after - (before.get(name) ?? 0)) / seconds
    return [name, share] as const
  })
  return { ...figure, cpu: Object.fromEntries(used) }
}

function cpu(pids: Map<string, number>): Map<string, number> {
  return new Map(
    [...pids].flatMap(([name, pid]) => {
      // Whatever the bench started is counted by itself.
      const seconds = cpuOf(pid, name !== 'bench')
      return seconds === null ? [] : [[name, seconds] as const]
    }),
  )
}

function summed(side: string, rounds: Round[]): Measured {
  const middle = (of: (round: Round) => number | null | undefined) => {
    const values = rounds.map(of).filter((value) => typeof value === 'number')
    return values.length === 0 ? null : medianOf(values).median
  }
  const names = (of: (round: Round) => object) => [
    ...new Set(rounds.flatMap((one) => Object.keys(of(one)))),
  ]
  const table = (of: (round: Round) => Record<string, number>) =>
    Object.fromEntries(names(of).map((name) => [name, middle((round) => of(round)[name]) ?? 0]))
  const speeds = rounds.map(({ perSecond }) => perSecond).filter((speed) => speed !== null)
  return {
    side,
    perSecond: speeds.length === 0 ? null : medianOf(speeds),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    cpu: Object.fromEntries(
      Object.entries(table((round) => round.cpu)).filter(([, share]) => share >= 0.01),
    ),
    more: table(({ more = {} }) => more),
  }
}
