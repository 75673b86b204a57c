import type { Fragment } from '../database/connect.ts'
import { atNine, localDate } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'
import type { Moved } from '../domain/order-money.ts'
import { isPaidStage } from '../domain/order-state.ts'
import type { Step } from '../domain/process.ts'
import { checkoutsClosed } from './card-wanted.ts'
import { leave } from './claim.ts'
import { type CreditAccount, type CreditMove, guardCredit, moveCredit } from './credit.ts'
import type { OrderDeps } from './order-change.ts'
import { type NumberedStep, orderEffects } from './order-effects.ts'
import { hostingDueAt } from './order-hosting.ts'
import { due, issued } from './order-invoice.ts'
import { acceptance } from './order-quote-rows.ts'
import { passTerm } from './order-terms.ts'

/** Recordings stay open for so long after a payment was reversed. */
const daysOfNotice = 10

type Paid = NumberedStep & Moved & { issues: boolean; wasOnHold: boolean }

/** What money that comes or goes does to an order, whichever way it moves. */
export function orderPaid(deps: OrderDeps) {
  const { sql, working } = deps
  const { zone } = working
  const effects = orderEffects(sql)
  const { ordered, seated, booked, tellPayers } = effects

  return { paid, reopened, noticeEnds, creditMoved, heardMore }

  /** Only one piece of news is booked a statement, so the order asks Stripe once more whether there is another. */
  function heardMore(step: NumberedStep): Fragment {
    return leave(sql, step, {
      as: 'heard_more',
      kind: 'stripeFact',
      to: sql`
        select ${step.subject}::text as subject, jsonb_build_object('because', 'again') as facts from claim
      `,
    })
  }

  /** What money does to an order: a part starts the reminders again, the whole opens everything and lifts a hold. */
  async function paid(step: Paid): Promise<[Fragment, ...Fragment[]]> {
    const isInFull = isPaidStage(step.after)
    const hostedBy = await hostingDueAt(deps, step)
    const also = isInFull
      ? sql`, paid_at = claim.at, hold_at = null, suspends_at = null, recordings_suspended_at = null,
          hosting_due_at = coalesce(hosting_due_at, ${hostedBy}) ${passTerm(sql, step)}
          ${acceptance(sql, 'invoice')} ${step.issues ? due(sql, step, zone) : sql``}`
      : sql`, dunning_from = ${localDate(step.at, zone)},
          dunning_began_at = case when dunning_began_at is not null then claim.at end`
    return [
      ordered(step, step.after, also),
      seated(),
      booked(step, step.entries),
      ...(step.issues ? issued(sql, step, zone) : []),
      ...effects.admitted(step, step.opens),
      ...effects.news(step, step.news),
      ...effects.hostingAsked(step, hostedBy),
      ...(step.wasOnHold ? [tellPayers(step, 'hold-lifted')] : []),
      ...(isInFull
        ? [
            effects.done(step, [
              'purchase-order',
              'paid-for-quote',
              'write-off',
              'card-result-unknown',
            ]),
            checkoutsClosed(sql, step),
          ]
        : []),
    ]
  }

  /** What a reversal leaves open is asked for anew, from that day on. */
  function reopened(step: Step & { openCents: number }, suspendsAt: string | null): Fragment {
    if (step.openCents === 0) return sql``
    return sql`, paid_at = null, dunning_from = ${localDate(step.at, zone)},
      dunning_began_at = case when dunning_began_at is not null then claim.at end,
      suspends_at = coalesce(${suspendsAt}::timestamptz, suspends_at)`
  }

  function noticeEnds(at: string): string {
    return atNine(addDays(localDate(at, zone), daysOfNotice), zone)
  }

  /** Nothing moves for 0 cents, and then nothing needs to be guarded. */
  function creditMoved(
    step: NumberedStep & { credit: CreditAccount },
    move: Omit<CreditMove, 'order'>,
  ): { effects: Fragment[]; guard: Fragment | null } {
    if (move.cents === 0) return { effects: [], guard: null }
    return {
      effects: [moveCredit(sql, step, step.credit, { ...move, order: step.number })],
      guard: guardCredit(sql, step.credit),
    }
  }
}
