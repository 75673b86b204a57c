import { sumCents } from './money.ts'
import type { Effect, Refusal, Snapshot } from './process.ts'
import { allocateCheck } from './settlement.ts'
import { unreachable } from './unreachable.ts'

export type CheckStage = 'not-recorded' | 'allocated' | 'credit' | 'unattached' | 'reversed'

/** The most that is asked for a check that bounced, in cents. */
export const mostFeeCents = 10_000

export type ReversalReason = 'bounced' | 'typed-wrongly'

/** A part of a check, for one order. */
export interface Share {
  order: string
  cents: number
}

export interface CheckSnapshot extends Snapshot<never> {
  stage: CheckStage
  cents: number
  /** What each order holds of it now, one share an order. */
  shares: Share[]
  /** Of these orders, those that nobody owes for. */
  closed: string[]
  recordedBy: string | null
  recordedAt: string | null
  reversedBy: string | null
  reversedAt: string | null
  /** Whose credit the rest is, `organisation:<id>` or `person:<id>`; null while nobody is known. */
  holder: string | null
  /** The credit of the holder; while there is none, of whoever the command at hand brings. */
  credit: Credit | null
  /** What the command at hand names, as it stands in the rows. */
  asked: Asked
}

interface Credit {
  holder: string
  cents: number
  /** Changes with every move, so that a rule over the balance cannot be overtaken. */
  version: number
}

interface Asked {
  /** The first check, not reversed, of the same payer, number and amount. */
  recordedFirst: { check: string; by: string; at: string } | null
  /** An order or holder that is not there. */
  unknownOrder: string | null
  unknownHolder: string | null
}

/** What is asked because it bounced: of the order that is named, else of the first that owes anything. */
export interface WantedFee {
  cents: number
  order: string | null
}

/** A command for a check; `holder` is given only where it cannot be told from the orders. */
export type CheckCommand =
  | { kind: 'recordCheck'; cents: number; allocations: Share[] }
  | { kind: 'allocate'; allocations: Share[] }
  | { kind: 'moveAllocation'; from: string; to: string }
  | { kind: 'reverse'; reason: ReversalReason; fee?: WantedFee | null }
  | { kind: 'attribute' }

export type CheckEffect = Effect<
  'recordCheck' | 'allocateCheck' | 'moveAllocation' | 'reverseCheck' | 'attributeCheck'
> &
  CheckChange

/** What changes with an effect, and how the check stands after it. */
export interface CheckChange {
  after: CheckStage
  /** What orders get of the check by it. */
  gives: Share[]
  /** The orders that lose all that they have of it. */
  takesFrom: string[]
  because: ReversalReason | 'moved' | null
  /** What one of these orders is asked for on top, because it bounced. */
  fee: Share | null
  holder: string | null
  /** What no order has, in cents. */
  restCents: number
  /** What the holder's credit gains or loses by it; null where nothing moves. */
  credit: { account: Credit; kind: 'from-check' | 'taken-back'; cents: number } | null
}

/** What a command does to a check, or why it may not; `state` is read anew for every command. */
export function decideCheck(
  state: CheckSnapshot | null,
  command: CheckCommand,
): CheckEffect | Refusal {
  if (state === null) return { refused: 'check-not-recorded' }
  if (command.kind === 'recordCheck') return record(state, command)
  if (state.stage === 'not-recorded') return { refused: 'check-not-recorded' }
  if (state.stage === 'reversed') return alreadyReversed(state)
  switch (command.kind) {
    case 'allocate':
      return allocate(state, command.allocations)
    case 'moveAllocation':
      return move(state, command)
    case 'reverse':
      return reverse(state, command)
    case 'attribute':
      return attribute(state)
    default:
      return unreachable(command)
  }
}

/** The stage of a check: reversed, all with orders, or with a rest that is somebody's credit or nobody's yet. */
export function checkStage(check: {
  isReversed: boolean
  restCents: number
  holder: string | null
}): CheckStage {
  if (check.isReversed) return 'reversed'
  if (check.restCents === 0) return 'allocated'
  return check.holder === null ? 'unattached' : 'credit'
}

/** What no order has of a check, in cents. */
export function restOf({ cents, shares }: Pick<CheckSnapshot, 'cents' | 'shares'>): number {
  return cents - sumCents(shares.map((share) => share.cents))
}

function record(
  state: CheckSnapshot,
  { cents, allocations }: Extract<CheckCommand, { kind: 'recordCheck' }>,
): CheckEffect | Refusal {
  const { asked, credit, recordedBy, recordedAt } = state
  if (state.stage !== 'not-recorded') {
    return { refused: 'check-recorded', by: recordedBy, at: recordedAt }
  }
  if (asked.recordedFirst !== null) return { refused: 'check-duplicate', ...asked.recordedFirst }
  const unfit = unknown(asked) ?? tooMuch(cents, allocations, 'allocations-exceed-check')
  if (unfit !== null) return unfit
  const restCents = cents - sumOf(allocations)
  return {
    write: 'recordCheck',
    ...kept(credit, { restCents, gainCents: restCents }),
    gives: allocations,
  }
}

/** What is allocated later leaves the credit that it was, so it must still be there. */
function allocate(state: CheckSnapshot, allocations: Share[]): CheckEffect | Refusal {
  const { asked, holder, credit } = state
  const unfit = unknown(asked) ?? tooMuch(restOf(state), allocations, 'more-than-rest')
  if (unfit !== null) return unfit
  const cents = sumOf(allocations)
  const restCents = restOf(state) - cents
  if (holder !== null && credit !== null && credit.cents < cents) {
    return { refused: 'credit-used-up', cents: credit.cents, wantedCents: cents }
  }
  const gainCents = holder === null ? restCents : -cents
  return { write: 'allocateCheck', ...kept(credit, { restCents, gainCents }), gives: allocations }
}

/** The whole share of an order goes to another, which may hold some of the check already. */
function move(
  state: CheckSnapshot,
  { from, to }: { from: string; to: string },
): CheckEffect | Refusal {
  const share = state.shares.find(({ order }) => order === from)
  if (state.asked.unknownOrder === to) return { refused: 'unknown-order', order: to }
  if (share === undefined) return { refused: 'not-allocated-to', order: from }
  if (from === to) return { refused: 'same-order', order: from }
  const stays = kept(state.credit, { restCents: restOf(state), gainCents: 0 })
  const gives = [{ order: to, cents: share.cents }]
  return { write: 'moveAllocation', ...stays, gives, takesFrom: [from], because: 'moved' }
}

/** Takes back what the check gave: each order hears of it, and the rest leaves the credit, even below zero. */
function reverse(
  state: CheckSnapshot,
  { reason, fee = null }: Extract<CheckCommand, { kind: 'reverse' }>,
): CheckEffect | Refusal {
  const { holder, credit, shares } = state
  const asked = fee && feeOf(state, fee)
  if (asked !== null && 'refused' in asked) return asked
  const gainCents = holder === null ? 0 : -restOf(state)
  const outcome = kept(holder === null ? null : credit, { restCents: 0, gainCents })
  const takesFrom = shares.map(({ order }) => order)
  return {
    write: 'reverseCheck',
    ...outcome,
    after: 'reversed',
    takesFrom,
    because: reason,
    fee: asked,
  }
}

/** Which of its orders is asked for the fee: one that somebody owes for. */
function feeOf({ shares, closed }: CheckSnapshot, { cents, order }: WantedFee): Share | Refusal {
  const held = shares.map((share) => share.order)
  if (order !== null && !held.includes(order)) return { refused: 'not-allocated-to', order }
  const asked = order ?? held.find((number) => !closed.includes(number))
  if (asked === undefined || closed.includes(asked)) return { refused: 'nobody-owes-fee' }
  return { order: asked, cents }
}

function attribute(state: CheckSnapshot): CheckEffect | Refusal {
  const { asked, holder, credit } = state
  if (holder !== null) return { refused: 'already-attributed', holder }
  const restCents = restOf(state)
  return (
    unknown(asked) ?? {
      write: 'attributeCheck',
      ...kept(credit, { restCents, gainCents: restCents }),
    }
  )
}

function kept(
  account: Credit | null,
  { restCents, gainCents }: { restCents: number; gainCents: number },
): CheckChange {
  const holder = account?.holder ?? null
  const kind = gainCents > 0 ? 'from-check' : 'taken-back'
  const moves = account !== null && gainCents !== 0
  return {
    after: checkStage({ isReversed: false, restCents, holder }),
    gives: [],
    takesFrom: [],
    because: null,
    fee: null,
    holder,
    restCents,
    credit: moves ? { account, kind, cents: Math.abs(gainCents) } : null,
  }
}

function unknown({ unknownOrder, unknownHolder }: Asked): Refusal | null {
  if (unknownOrder !== null) return { refused: 'unknown-order', order: unknownOrder }
  return unknownHolder === null ? null : { refused: 'unknown-holder', holder: unknownHolder }
}

function tooMuch(cents: number, shares: Share[], refused: string): Refusal | null {
  const allocations = shares.map((share) => ({ orderNumber: share.order, cents: share.cents }))
  const allocated = allocateCheck({ cents, allocations })
  if (!('code' in allocated)) return null
  if (allocated.code === 'allocations-exceed-check') {
    return { refused, cents, allocatedCents: allocated.allocatedCents }
  }
  return { refused: allocated.code, order: allocated.orderNumber }
}

function alreadyReversed({ reversedBy, reversedAt }: CheckSnapshot): Refusal {
  return { refused: 'check-reversed', by: reversedBy, at: reversedAt }
}

function sumOf(shares: Share[]): number {
  return sumCents(shares.map(({ cents }) => cents))
}
