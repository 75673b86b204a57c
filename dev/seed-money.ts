import { setTimeout as pause } from 'node:timers/promises'
import { localDate } from '../domain/calendar.ts'
import type { Answer, Desk } from './desk.ts'
import * as day from './money-day.ts'
import type { StripeStandIn } from './services/stripe.ts'

interface Till {
  desk: Desk
  send: (path: string, body: object) => Promise<Answer>
  /** Where cards are paid; where Stripe itself is asked, nobody pays. */
  stripe: StripeStandIn | undefined
}

const zone = 'America/New_York'

/** Money of a believable day: a quote, an invoice with its checks, cards that pay, are refunded, disputed, and wait. */
export async function seedMoney(till: Till, webinar: string): Promise<void> {
  const { send, stripe } = till
  await send('/orders', day.quote(webinar))
  const invoiced = numberOf(await send('/orders', day.invoiced(webinar)))
  await send('/deposits', day.deposit(invoiced, localDate(new Date().toISOString(), zone)))

  const { paid, partRefunded, disputed, left, pass } = day.cardOrders(webinar)
  await payByCard(till, paid)
  await payByCard(till, pass)
  await send('/orders', left)
  const refunded = await payByCard(till, partRefunded)
  const wish = { what: 'amount', cents: 4_900, reason: 'A colleague could not come.' }
  if (stripe) await send(`/orders/${refunded}/refunds`, wish)
  const order = await payByCard(till, disputed)
  const intent = stripe?.intents().find(({ metadata }) => metadata.order === order)
  if (intent && stripe?.disputes().length === 0) stripe.dispute(intent.id)
}

/** The number of an order whose buyer has paid at the hosted page, as soon as the payment is booked. */
async function payByCard({ desk, send, stripe }: Till, body: object): Promise<string> {
  const placed = await send('/orders', body)
  const number = numberOf(placed)
  if (!stripe) return number
  const checkout = () => desk.read(`/orders/${number}/checkout?token=${placed.token}`)
  const { url } = await until(checkout, ({ state }) => state !== 'being-made')
  if (typeof url === 'string') stripe.pay(url)
  await until(
    () => desk.read(`/orders/${number}?token=${placed.token}`),
    ({ stage }) => stage !== 'awaiting-card',
  )
  return number
}

async function until(read: () => Promise<Answer>, isSo: (answer: Answer) => boolean) {
  for (let tries = 0; tries < 150; tries += 1) {
    const answer = await read()
    if (isSo(answer)) return answer
    await pause(200)
  }
  throw new Error('Stripe did not answer within 30 seconds.')
}

function numberOf({ subject }: Answer): string {
  return subject.slice('order:'.length)
}
