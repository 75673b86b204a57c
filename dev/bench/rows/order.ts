import { catalogue } from '../../../test/support/catalogue.ts'
import { address, addresses, request } from '../../../test/support/purchase.ts'
import type { Ground } from '../ground.ts'
import { journeySides } from '../journey.ts'
import type { Row } from '../row.ts'
import { send } from '../send.ts'

/** To who bought: it came, it was accepted, the invoice, it is paid. */
const mailsToBuyer = 4

const cents = 32_500

/** Five log-ins by purchase order, accepted, invoiced, paid by check, with a place for each and all its mails. */
export const orderRow: Row = {
  name: 'order',
  unit: 'orders',
  aim: { share: 0.9, perSecond: 22 },
  async sides(ground) {
    const webinar = await onSale(ground)
    return journeySides(ground, () => ordered(ground, webinar), { full: 300, quick: 24 })
  },
}

/** A webinar of the reference catalogue that can be ordered; its slug. */
export async function onSale({ post, ann }: Ground): Promise<string> {
  const { webinar } = await catalogue({ post, ann, now: () => new Date() })
  return webinar({ startsInDays: 60 })
}

/** The whole way of one order; the ids of the processes that it led to. */
export async function ordered(ground: Ground, webinar: string): Promise<string[]> {
  const buyer = { name: 'Bea Buyer', email: address('bea') }
  const people = addresses(5)
  const placed = await send(ground, '/orders', request(webinar, { buyer, people }))
  const number = String(placed.number)
  await send(ground, `/orders/${number}/purchase-order-acceptances`, {}, ground.ann)
  const check = {
    payer: `Payer ${number}`,
    number,
    receivedOn: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10),
    cents,
    allocations: [{ order: number, cents }],
  }
  const { subject } = await send(ground, '/checks', check, ground.ann)
  await Promise.all([
    ground.sink.until(buyer.email, mailsToBuyer),
    ...people.map((email) => ground.sink.until(email, 1)),
  ])
  return [`order:${number}`, String(subject)]
}
