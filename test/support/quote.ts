import { type Purchase, placed } from './purchase.ts'
import type { World } from './world.ts'

/** A quote of five log-ins for $325.00, which nobody has accepted. */
export function quoted(
  world: Pick<World, 'post'>,
  webinar: string,
  more: object = {},
): Promise<Purchase> {
  return placed(world, webinar, { paysBy: 'quote', purchaseOrderNumber: null, ...more })
}
