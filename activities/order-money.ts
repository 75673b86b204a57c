import type { Fragment } from '../database/connect.ts'
import { atNine, localDate } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'
import { post } from './claim.ts'
import { type CreditAccount, type CreditMove, guardCredit, moveCredit } from './credit.ts'
import { change, type OrderDeps, type OrderStep, type OrderWrites } from './order-change.ts'
import { asJson, type NumberedStep, orderEffects } from './order-effects.ts'
import { hostingDueAt } from './order-hosting.ts'
import { due, issued } from './order-invoice.ts'
import { passTerm } from './order-terms.ts'

/** Recordings stay open for so long after a payment was reversed. */
const daysOfNotice = 10

type Paid = OrderStep<'receivePayment'> | OrderStep<'applyCredit'>

/** Payments and credit of an order, each with what it opens or leaves behind. */
export function orderMoneyActivities(
  deps: OrderDeps,
): OrderWrites<
  'receivePayment' | 'keepPayment' | 'reversePayment' | 'applyCredit' | 'payOutCredit'
> {
  const { sql, working } = deps
  const { zone } = working
  const effects = orderEffects(sql)
  const { ordered, seated, booked, tellPayers, wake } = effects

  return {
    receivePayment: async (step) => {
      const { check, cents, creditCents, credit, statement } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'from-order',
        cents: creditCents,
        payment: check,
      })
      const about = { check, appliedCents: cents - creditCents, creditCents, ...statement }
      return change(
        deps,
        step,
        step.after,
        [
          ...(await paid(step)),
          ...effects,
          tellPayers(step, 'payment-received', about),
          ...(creditCents > 0
            ? wake(step, 'overpaid', {
                facts: { check, cents: creditCents, holder: credit.holder },
              })
            : []),
        ],
        guard,
      )
    },

    applyCredit: async (step) => {
      const { cents, credit, statement } = step
      const { effects, guard } = creditMoved(step, { kind: 'to-order', cents })
      const about = { appliedCents: cents, creditLeftCents: credit.cents - cents, ...statement }
      return change(
        deps,
        step,
        step.after,
        [...(await paid(step)), ...effects, tellPayers(step, 'credit-applied', about)],
        guard,
      )
    },

    keepPayment: (step) => {
      const { check, creditCents, credit } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'from-order',
        cents: creditCents,
        payment: check,
      })
      const facts = { check, cents: creditCents, holder: credit.holder }
      return change(
        deps,
        step,
        null,
        [
          ordered(step, null),
          booked(step, step.entries),
          ...effects,
          tellPayers(step, 'order-credit-kept', { check, cents: creditCents }),
          ...wake(step, 'paid-after-close', { facts }),
        ],
        guard,
      )
    },

    reversePayment: (step) => {
      const { check, takenBackCents, reversedCents, openCents, reason } = step
      const { effects, guard } = creditMoved(step, {
        kind: 'taken-back',
        cents: takenBackCents,
        payment: check,
      })
      const suspendsAt = step.givesNotice ? noticeEnds(step.at) : null
      const about = { check, reason, reversedCents, openCents, suspendsAt }
      return change(
        deps,
        step,
        step.after,
        [
          ordered(step, step.after, reopened(step, suspendsAt)),
          booked(step, step.entries),
          ...effects,
          ...(reversedCents > 0 ? [tellPayers(step, 'payment-reversed', about)] : []),
        ],
        guard,
      )
    },

    payOutCredit: (step) => {
      const { cents, credit } = step
      const { effects, guard } = creditMoved(step, { kind: 'paid-out', cents })
      const about = asJson(sql, { cents, creditLeftCents: credit.cents - cents })
      const told = post(sql, step, {
        as: 'told_paid_out',
        kind: 'credit-paid-out',
        to: sql`
          select ordered.buyer_id as person_id,
            ${about}::jsonb || jsonb_build_object('how', claim.said ->> 'how') as data
          from claim, ordered
        `,
      })
      return change(deps, step, null, [ordered(step, null), ...effects, told], guard)
    },
  }

  /** What money does to an order: a part starts the reminders again, the whole opens everything and lifts a hold. */
  async function paid(step: Paid): Promise<[Fragment, ...Fragment[]]> {
    const isInFull = step.after === 'paid'
    const hostedBy = await hostingDueAt(deps, step)
    const also = isInFull
      ? sql`, paid_at = claim.at, hold_at = null, suspends_at = null, recordings_suspended_at = null,
          hosting_due_at = coalesce(hosting_due_at, ${hostedBy}) ${passTerm(sql, step)}
          ${step.issues ? due(sql, step, zone) : sql``}`
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
      ...(isInFull ? [effects.done(step, ['purchase-order', 'write-off'])] : []),
    ]
  }

  /** What a reversal leaves open is asked for anew, from that day on. */
  function reopened(step: OrderStep<'reversePayment'>, suspendsAt: string | null): Fragment {
    if (step.openCents === 0) return sql``
    return sql`, paid_at = null, dunning_from = ${localDate(step.at, zone)},
      dunning_began_at = case when dunning_began_at is not null then claim.at end,
      suspends_at = coalesce(suspends_at, ${suspendsAt}::timestamptz)`
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
