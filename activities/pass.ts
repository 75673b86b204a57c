import type { Fragment, Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import { passInstants } from '../domain/calendar-deadlines.ts'
import { addDays } from '../domain/date.ts'
import { isBefore } from '../domain/instant.ts'
import type { PassEffect, PassSnapshot, PassStage } from '../domain/pass.ts'
import { passTerm } from '../domain/pass-term.ts'
import { bringAbout, leave } from './claim.ts'
import { passCardEffects } from './pass-card.ts'
import { carriedOver } from './pass-carry-over.ts'
import { type NumberedTerm, type PassStep, passEffects } from './pass-effects.ts'
import { loadPass, type TermsOfPass, termMonths, termsOfPass } from './pass-snapshot.ts'

type Write = (step: PassStep) => Promise<PassSnapshot | null>

export interface PassActivities extends Record<PassEffect['write'], Write> {
  loadPass(input: { number: string; submission?: string }): Promise<PassSnapshot | null>
}

/** What happens to passes, each one statement; every one answers with the state after it. */
export function passActivities({ sql, zone }: { sql: Sql; zone: string }): PassActivities {
  const effects = passEffects(sql, zone)
  const { moved, flagged, remindsAgain, bought, takenBack, opened, heldBack, closed, tellHolder } =
    effects
  const { announced, renewalOrdered, renewalsDropped, cardRemoved } = passCardEffects(sql)
  const nothing = sql`nothing as (select from claim)`

  return {
    loadPass: (wanted) => loadPass(sql, zone, wanted),

    openPass: (step) =>
      change(step, 'pending-payment', [
        sql`made as (
          insert into passes (number, product, holder_id, stage, since, reminds_since)
          select ${step.number}, said ->> 'product', (said ->> 'holder')::uuid, 'pending-payment', at, at
          from claim
        )`,
      ]),

    /** The first term begins when it is opened, so that nobody loses the days for which a check was on its way. */
    beginFirstTerm: async (step) => {
      const months = await termMonths(sql, step.number)
      const term = { ...passTerm(localDate(step.at, zone), months), number: 1 }
      return change(step, 'active', [
        ...begun(step, 'active', term),
        tellHolder(step, 'pass-active'),
      ])
    },

    payNextTerm: async (step) => {
      const term = nextTerm(await termsOfPass(sql, step.number))
      return change(step, 'renewed', [
        moved(step, 'renewed', sql`, cancels_at_end = false`),
        bought(step, term),
        opened(step, term),
        renewalsDropped(step),
        tellHolder(step, 'pass-renewed'),
      ])
    },

    continueTerm: async (step) => {
      const term = nextTerm(await termsOfPass(sql, step.number))
      return change(step, 'active', [
        ...begun(step, 'active', term),
        renewalsDropped(step),
        tellHolder(step, 'pass-renewed'),
      ])
    },

    reinstatePass: async (step) => {
      const { months, terms } = await termsOfPass(sql, step.number)
      const receivedOn = localDate(step.receivedAt ?? step.at, zone)
      const term = { ...passTerm(receivedOn, months), number: terms.length + 1 }
      return change(step, 'reinstated', [
        ...begun(step, 'reinstated', term),
        tellHolder(step, 'pass-reinstated'),
      ])
    },

    noteForPass: (step) => change(step, null, [nothing]),
    noteSecondPayment: (step) => change(step, null, [paidTwice(step)]),

    takeBackNextTerm: async (step) => {
      const { current } = await termsOfPass(sql, step.number)
      const { renewalOpensAt } = passInstants(current, zone)
      const stage = isBefore(step.at, renewalOpensAt) ? 'active' : 'renewal-open'
      return change(step, stage, [
        takenBack(step, sql`claim.at`),
        moved(step, stage),
        opened(step, current),
      ])
    },

    takeBackTerm: (step) =>
      change(step, null, [takenBack(step, sql`claim.at`), heldBack(step, sql`claim.at`)]),

    endRefundedPass: (step) =>
      change(step, 'ended', [moved(step, 'ended'), takenBack(step, sql`claim.at`), closed(step)]),

    restoreNextTerm: async (step) => {
      const { current, terms } = await termsOfPass(sql, step.number)
      const term = terms.find(({ number }) => number > current.number)
      if (term === undefined) throw new Error(`No next term of pass ${step.number} was paid`)
      return change(step, 'renewed', [
        takenBack(step, sql`null`),
        moved(step, 'renewed', sql`, cancels_at_end = false`),
        opened(step, term),
      ])
    },

    restoreTerm: (step) =>
      change(step, null, [
        takenBack(step, sql`null`),
        heldBack(step, byAdministrator(step)),
        remindsAgain(step),
      ]),

    endUnpaidPass: (step) => change(step, 'ended', [moved(step, 'ended')]),

    cancelPassAtEnd: async (step) => {
      const { current } = await termsOfPass(sql, step.number)
      return change(step, null, [
        flagged(step, sql`cancels_at_end = true`),
        opened(step, current, { hasGrace: false }),
        tellHolder(step, 'pass-cancelled'),
      ])
    },

    keepPassAtEnd: async (step) => {
      const { current } = await termsOfPass(sql, step.number)
      return change(step, null, [
        flagged(step, sql`cancels_at_end = false, reminds_since = claim.at`),
        opened(step, current),
      ])
    },

    suspendPass: (step) =>
      change(step, null, [
        flagged(step, sql`suspended_at = claim.at, suspended_by = claim.actor`),
        heldBack(step, sql`claim.at`),
      ]),

    resumePass: async (step) => {
      const { current } = await termsOfPass(sql, step.number)
      return change(step, null, [
        flagged(step, sql`suspended_at = null, suspended_by = null, reminds_since = claim.at`),
        heldBack(step, sql`${current.takenBackAt}::timestamptz`),
      ])
    },

    carryOverPass: ({ term, ...step }) => {
      if (term === undefined) throw new Error(`Pass ${step.number} is carried over without a term`)
      const { stage, effects } = carriedOver(sql, zone, { ...step, term })
      return change(step, stage, effects)
    },

    removePassCard: (step) =>
      change(step, null, [
        renewalsDropped(step),
        ...cardRemoved(step),
        tellHolder(step, 'pass-card-removed'),
      ]),

    announceCharge: (step) =>
      change(step, null, [announced(step), reminder(step, 'pass-charge-notice')]),

    remindOfCharge: (step) => change(step, null, [reminder(step, 'pass-charge-notice')]),

    /** Access stays as in grace while the card is charged. */
    renewByCard: (step) => change(step, 'grace', [moved(step, 'grace'), renewalOrdered(step)]),

    openRenewal: (step) => change(step, 'renewal-open', [moved(step, 'renewal-open')]),
    remindOfRenewal: (step) => change(step, null, [reminder(step, 'pass-renewal-reminder')]),
    beginGrace: (step) => change(step, 'grace', [moved(step, 'grace')]),
    remindInGrace: (step) => change(step, null, [reminder(step, 'pass-grace-reminder')]),

    beginNextTerm: async (step) => {
      const { current, terms } = await termsOfPass(sql, step.number)
      const next = terms.find((term) => term.number > current.number && term.takenBackAt === null)
      if (next === undefined) throw new Error(`No next term of pass ${step.number} is paid`)
      return change(step, 'active', [
        moved(step, 'active', sql`, term = ${next.number}`),
        heldBack(step, byAdministrator(step)),
      ])
    },

    lapsePass: (step) =>
      change(step, 'lapsed', [
        moved(step, 'lapsed'),
        closed(step),
        tellHolder(step, 'pass-lapsed'),
      ]),

    endPass: (step) => change(step, 'ended', [moved(step, 'ended'), closed(step)]),
  }

  async function change(
    step: PassStep,
    after: PassStage | null,
    effects: [Fragment, ...Fragment[]],
  ): Promise<PassSnapshot | null> {
    await bringAbout(sql, step, after, effects)
    return loadPass(sql, zone, { number: step.number })
  }

  /** A term that was paid and runs from now on. */
  function begun(step: PassStep, stage: PassStage, term: NumberedTerm): [Fragment, ...Fragment[]] {
    return [
      moved(step, stage, sql`, term = ${term.number}, cancels_at_end = false`),
      bought(step, term),
      opened(step, term, { begins: true }),
    ]
  }

  /** Since when an administrator holds the pass back, which a payment does not change. */
  function byAdministrator(step: PassStep): Fragment {
    return sql`(select suspended_at from passes where number = ${step.number})`
  }

  /** What pays for no term is credit of whoever paid it. */
  function paidTwice(step: PassStep): Fragment {
    return leave(sql, step, {
      as: 'paid_twice',
      kind: 'turnIntoCredit',
      to: sql`select 'order:' || (said ->> 'order') as subject from claim`,
    })
  }

  /** The clock names a reminder by its days: `renewal-60`. */
  function reminder(step: PassStep, kind: string): Fragment {
    return tellHolder(step, kind, { days: Number(step.kind.split('-')[1]) })
  }
}

/** The term that follows the one that runs, or that ran last, without a gap. */
function nextTerm({ months, current, terms }: TermsOfPass): NumberedTerm {
  return { ...passTerm(addDays(current.endsOn, 1), months), number: terms.length + 1 }
}
