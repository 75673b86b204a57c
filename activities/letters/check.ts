import type { Sql } from '../../database/connect.ts'
import { formatDate } from '../../domain/date.ts'
import { creditKept } from '../../mail/payment.ts'
import { checkInFull } from '../../readmodels/check.ts'
import { nameOf } from '../../readmodels/person.ts'
import type { Writer } from '../message.ts'

/** The letters about checks, each as of the moment in which it is sent; null where a newer fact made one wrong. */
export function checkWriters({ sql }: { sql: Sql }): Record<string, Writer> {
  return {
    'check-credit-kept': async ({ subject, person_id }) => {
      const check = await checkInFull(sql, subject.slice('check:'.length))
      if (check === null || check.stage !== 'credit') return null
      const { payer, number, cents, restCents, receivedOn, orders } = check
      return {
        letter: creditKept({
          name: await nameOf(sql, person_id),
          check: { payer, number, amountCents: cents, receivedOn: formatDate(receivedOn) },
          creditCents: restCents,
          because: orders.length === 0 ? 'no-order' : 'overpaid',
        }),
      }
    },
  }
}
