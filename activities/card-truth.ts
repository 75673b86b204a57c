import { ApplicationFailure } from '@temporalio/activity'
import type { Sql } from '../database/connect.ts'
import type { CardTruth } from '../domain/card.ts'
import { StripeFailure } from '../payments/failure.ts'
import type { Payments } from '../payments/stripe.ts'

export interface CardTruthActivities {
  readCardTruth(input: { order: string; event: string | null }): Promise<CardTruth | null>
}

/** What Stripe says of an order's money. */
export function cardTruthActivities({
  sql,
  payments,
}: {
  sql: Sql
  payments: Pick<Payments, 'readTruth'>
}): CardTruthActivities {
  return {
    /**
     * Asks Stripe for everything that it has of an order: pages, payments, refunds, disputes.
     * @returns null when Stripe does not know the event that made us ask
     * @throws StripeAway, which is retried as long as Stripe does not answer
     */
    async readCardTruth({ order, event }) {
      const [known] = await sql<{ sessions: string[]; intents: string[]; upTo: number }[]>`
        select
          (
            select coalesce(max(position), 0) from submissions where subject = ${`order:${order}`}
          ) as "upTo",
          array(
            select session from card_checkouts where order_number = ${order} order by made_at
          ) as sessions,
          array(
            select payment_intent from card_payments where order_number = ${order}
            union
            select stripe_id from card_requests
            where order_number = ${order} and kind = 'charge' and stripe_id is not null
          ) as intents
      `
      if (known === undefined) throw new Error(`Nothing was read of order ${order}`)
      try {
        const { upTo, ...ids } = known
        const truth = await payments.readTruth({ order, event, ...ids })
        return truth && { ...truth, upTo }
      } catch (error) {
        if (!(error instanceof StripeFailure)) throw error
        throw ApplicationFailure.create({ type: 'StripeAway', message: error.code })
      }
    },
  }
}
