import type { Figure } from './figures.ts'
import type { Ground } from './ground.ts'

/** One line of what is measured: the product, and beside it what it is built on. */
export interface Row {
  name: string
  /** What one of it is, such as an order. */
  unit: string
  /** The share of the first peer's speed that the product shall reach, or what else it shall reach a second. */
  aim?: { share?: number; perSecond?: number; p99?: number }
  /** What it leaves behind would be in the way of the next round. */
  isOnce?: boolean
  /** Prepares, and says how each side is measured; the product's comes first. */
  sides: (ground: Ground) => Promise<Side[]>
}

export interface Side {
  name: string
  /** What is not measured. After the pause in which the others are, each is slower until it is compiled anew. */
  prepare?: () => Promise<unknown>
  measure: () => Promise<Figure>
}
