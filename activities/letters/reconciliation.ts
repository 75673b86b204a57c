import type { Sql } from '../../database/connect.ts'
import { formatCents } from '../../domain/money.ts'
import { currency, type Difference } from '../../domain/reconciliation.ts'
import { type DifferingPayment, stripeDifferences } from '../../mail/reconciliation.ts'
import type { Links } from '../links.ts'
import type { Writer } from '../outbox.ts'

/** Payments that one mail names; the others are in the list of tasks. */
const named = 20

interface DifferenceFound {
  difference: Difference
  intent: string
  order: string | null
  cents: number | null
  bookedCents: number | null
  currency: string
}

/** The letter about what a comparison with Stripe found; null where all of it was seen to since. */
export function reconciliationWriters({
  sql,
  links,
}: {
  sql: Sql
  links: Links
}): Record<string, Writer> {
  return {
    'stripe-differences': async ({ data }) => {
      const found = await sql<{ facts: DifferenceFound }[]>`
        select facts from tasks
        where kind = 'stripe-difference' and opened_at = ${String(data.beganAt)} and closed_at is null
        order by key
      `
      if (found.length === 0) return null
      const payments = found.slice(0, named).map(({ facts }) => differing(facts))
      const more = found.length - payments.length
      const link = links.page('/console?show=money')
      return { letter: stripeDifferences({ payments, more, link }) }
    },
  }
}

function differing(found: DifferenceFound): DifferingPayment {
  const { difference, intent, order, cents, bookedCents } = found
  return {
    happened: sentences[difference],
    intent,
    order,
    atStripe: cents === null ? null : amount(cents, found.currency),
    booked: bookedCents === null ? null : formatCents(bookedCents),
  }
}

function amount(cents: number, of: string): string {
  return of === currency
    ? formatCents(cents)
    : `${cents} of the smallest unit of ${of.toUpperCase()}`
}

const sentences: Record<Difference, string> = {
  'not-ours': 'Paid at Stripe, and for no order of ours',
  'other-order': 'Booked for another order than the payment names',
  'other-cents': 'Booked with another amount',
  'other-currency': 'Paid in another currency than that of the order',
  'not-at-stripe': 'Booked here, and Stripe does not list it',
}
