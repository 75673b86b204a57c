import type { Sql } from '../../database/connect.ts'
import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import { task } from '../../mail/order-desk.ts'
import { creditKept } from '../../mail/payment.ts'
import { type CheckInFull, checkInFull } from '../../readmodels/check.ts'
import { credits } from '../../readmodels/credit.ts'
import { nameOf } from '../../readmodels/person.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'

/** The letters about checks and credit, each as of the moment of sending; null where a newer fact made one wrong. */
export function checkWriters({ sql, links }: { sql: Sql; links: Links }): Record<string, Writer> {
  return {
    'check-credit-kept': async (message) => {
      const check = await checkOf(message)
      if (check?.stage !== 'credit') return null
      const { payer, number, cents, restCents, receivedOn, orders } = check
      return {
        letter: creditKept({
          name: await nameOf(sql, message.person_id),
          check: { payer, number, amountCents: cents, receivedOn: formatDate(receivedOn) },
          creditCents: restCents,
          because: orders.length === 0 ? 'no-order' : 'overpaid',
        }),
      }
    },

    'check-task': async (message) => {
      const check = await checkOf(message)
      if (check?.stage !== 'credit' && check?.stage !== 'unattached') return null
      const link = links.page(`/console/checks/${check.id}`)
      const holder = check.holder === null ? null : await creditOf(check.holder)
      return { letter: task({ ...toDo(check, holder?.name ?? null), words: check.memo, link }) }
    },

    'credit-negative': async ({ data }) => {
      const credit = await creditOf(String(data.holder))
      if (credit === null || credit.cents >= 0) return null
      const owed = formatCents(-credit.cents)
      return {
        letter: task({
          title: `the credit of ${credit.name} is ${formatCents(credit.cents)}`,
          happened: `Money that was credit of ${credit.name} was taken back after some of it had
            been used, so they owe us ${owed}.`,
          todo: 'Ask them for a new check, and record it with them as the holder of its credit.',
          facts: [['Credit', formatCents(credit.cents)]],
          words: null,
          dueAt: null,
          link: links.page(`/console/open/${credit.holder.replace(':', '/')}`),
        }),
      }
    },
  }

  function checkOf({ subject }: OutboxMessage): Promise<CheckInFull | null> {
    return checkInFull(sql, subject.slice('check:'.length))
  }

  async function creditOf(holder: string) {
    const { items } = await credits(sql, { holder, limit: 1, cursor: null })
    return items[0] ?? null
  }
}

function toDo(check: CheckInFull, holder: string | null) {
  const rest = formatCents(check.restCents)
  const facts: [string, string][] = [
    ['Payer', check.payer],
    ['Check', check.number],
    ['Amount', formatCents(check.cents)],
    ['Received', formatDate(check.receivedOn)],
    ['Not allocated', rest],
  ]
  const title = `${rest} of check ${check.number} pays no order`
  if (holder === null) {
    const happened = `Check ${check.number} was recorded, and nobody knows yet whose ${rest} of it is.`
    const todo = 'Find out who sent it, then allocate it to their orders or say whose credit it is.'
    return { title, happened, todo, facts, dueAt: null }
  }
  return {
    title,
    happened: `Check ${check.number} was recorded, and ${rest} of it is credit of ${holder}.`,
    todo: 'Ask them what it is for, then allocate it to an order, or pay it out.',
    facts,
    dueAt: null,
  }
}
