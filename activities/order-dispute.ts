import type { Fragment } from '../database/connect.ts'
import { atNine, localDate } from '../domain/calendar.ts'
import type { CardDispute } from '../domain/card.ts'
import { addDays } from '../domain/date.ts'
import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { orderPaid } from './order-paid.ts'

/** Stripe takes evidence for a week or so; a person should look well before. */
const daysToAnswer = 7

/** What becomes of an order whose cardholder asked the bank for the money back. */
export function orderDisputeActivities(
  deps: OrderDeps,
): OrderWrites<'openDispute' | 'winDispute' | 'loseDispute'> {
  const { sql, working } = deps
  const { ordered, booked, tellPayers, tellAdministrators, wake, done } = orderEffects(sql)
  const { creditMoved, reopened, noticeEnds, heardMore } = orderPaid(deps)

  return {
    openDispute: (step) => {
      const { dispute, after } = step
      const { cents, payment, reason } = dispute
      const facts = { cents, payment, reason, dispute: dispute.dispute }
      const dueAt = atNine(addDays(localDate(step.at, working.zone), daysToAnswer), working.zone)
      return change(deps, step, after, [
        ordered(step, after),
        kept(dispute),
        heardMore(step),
        ...wake(step, 'dispute', { facts, dueAt }),
      ])
    },

    winDispute: (step) =>
      change(deps, step, step.after, [
        ordered(step, step.after),
        kept(step.dispute),
        heardMore(step),
        tellAdministrators(step, 'dispute-won', about(step.dispute)),
        done(step, ['dispute'], { dispute: step.dispute.dispute }),
      ]),

    loseDispute: (step) => {
      const { dispute, takenBackCents, reversedCents, openCents } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'taken-back',
        cents: takenBackCents,
        payment: dispute.payment,
      })
      const suspendsAt = step.givesNotice ? noticeEnds(step.at) : null
      const said = { payment: dispute.payment, reversedCents, openCents, suspendsAt }
      return change(
        deps,
        step,
        step.after,
        [
          ordered(step, step.after, reopened(step, suspendsAt)),
          booked(step, step.entries),
          kept(dispute),
          heardMore(step),
          ...effects,
          ...(openCents > 0 ? [tellPayers(step, 'dispute-lost', said)] : []),
          tellAdministrators(step, 'dispute-lost-desk', about(dispute, openCents)),
          done(step, ['dispute'], { dispute: dispute.dispute }),
        ],
        guard,
      )
    },
  }

  function kept({ dispute, payment, cents, reason, state }: CardDispute): Fragment {
    return sql`dispute_kept as (
      insert into card_disputes (dispute, payment_id, cents, reason, state, recorded_at, settled_at)
      select ${dispute}, ${payment}, ${cents}, ${reason}, ${state}, claim.at,
        case when ${state} <> 'open' then claim.at end
      from claim
      on conflict (dispute) do update set state = excluded.state, settled_at = excluded.settled_at
    )`
  }

  function about({ cents, payment }: CardDispute, openCents = 0): Fragment {
    return sql`${sql.json({ cents, payment, openCents })}::jsonb`
  }
}
