import {
  type CheckCommand,
  type CheckSnapshot,
  checkStage,
  decideCheck,
  restOf,
} from '../../domain/check.ts'
import { type LedgerEntry, sumOfKind } from '../../domain/ledger.ts'
import { isRefusal, noErrands } from '../../domain/process.ts'
import {
  type CreditEntry,
  creditBalance,
  receivePayment,
  reversePayment,
} from '../../domain/settlement.ts'

/** A desk on paper: checks, orders and credit as `domain/` says that they move, without any service. */
export interface CheckBook {
  checks: Map<string, CheckSnapshot>
  orders: Map<string, { holder: string; entries: LedgerEntry[] }>
  credits: Map<string, CreditEntry[]>
}

export function checkBook(orders: { number: string; holder: string; cents: number }[]): CheckBook {
  const book: CheckBook = { checks: new Map(), orders: new Map(), credits: new Map() }
  for (const { number, holder, cents } of orders) {
    book.orders.set(number, { holder, entries: [{ kind: 'charge', cents, paymentId: null }] })
  }
  return book
}

export const unrecorded: CheckSnapshot = {
  stage: 'not-recorded',
  cents: 0,
  shares: [],
  closed: [],
  recordedBy: null,
  recordedAt: null,
  reversedBy: null,
  reversedAt: null,
  holder: null,
  credit: null,
  asked: { recordedFirst: null, unknownOrder: null, unknownHolder: null },
  awaiting: 'nobody',
  awaitingSince: null,
  dueAt: null,
  timers: [],
  ...noErrands,
}

/** Does what a command says to a check, and tells its orders; the code of the refusal where it is one. */
export function tell(
  book: CheckBook,
  id: string,
  command: CheckCommand & { creditOf?: string },
): string | null {
  const before = book.checks.get(id) ?? unrecorded
  const holder = before.holder ?? command.creditOf ?? holderOfFirst(book, command)
  const state = { ...before, credit: holder === null ? null : accountOf(book, holder) }
  const effect = decideCheck(state, command)
  if (isRefusal(effect)) return effect.refused
  const { gives, takesFrom, credit } = effect
  if (credit !== null) enter(book, credit.account.holder, credit)
  for (const order of takesFrom) takeBack(book, id, order)
  for (const { order, cents } of gives) pay(book, id, order, cents)
  const left = before.shares.filter(({ order }) => !takesFrom.includes(order))
  const orders = [...new Set([...left, ...gives].map(({ order }) => order))]
  const shares = orders.map((order) => ({
    order,
    cents: [...left, ...gives].reduce((sum, s) => sum + (s.order === order ? s.cents : 0), 0),
  }))
  const cents = command.kind === 'recordCheck' ? command.cents : before.cents
  const isReversed = effect.after === 'reversed'
  const restCents = isReversed ? 0 : restOf({ cents, shares })
  const stage = checkStage({ isReversed, restCents, holder: effect.holder })
  book.checks.set(id, { ...before, stage, cents, shares, holder: effect.holder })
  return null
}

/** Where the cents of all checks are; each is in one place only. */
export function whereabouts({ checks, orders, credits }: CheckBook) {
  const standing = [...checks.values()].filter(({ stage }) => stage !== 'reversed')
  const nobodys = standing.filter(({ stage }) => stage === 'unattached')
  return {
    checksCents: sum(standing.map(({ cents }) => cents)),
    ordersCents: sum([...orders.values()].map(({ entries }) => keptBy(entries))),
    creditCents: sum([...credits.values()].map(creditBalance)),
    nobodysCents: sum(nobodys.map(restOf)),
  }
}

function keptBy(entries: LedgerEntry[]): number {
  const of = (kind: LedgerEntry['kind']) => sumOfKind(entries, kind)
  return of('payment') - of('reversal') - of('credit-out') + of('credit-in')
}

function pay({ orders, credits }: CheckBook, check: string, number: string, cents: number): void {
  const order = orders.get(number)
  if (order === undefined) throw new Error(`No order ${number}`)
  const entries = receivePayment({ entries: order.entries, paymentId: check, cents })
  order.entries.push(...entries)
  const tooMuch = sumOfKind(entries, 'credit-out')
  if (tooMuch > 0) enter({ credits }, order.holder, { kind: 'from-order', cents: tooMuch })
}

function takeBack({ orders, credits }: CheckBook, check: string, number: string): void {
  const order = orders.get(number)
  if (order === undefined) throw new Error(`No order ${number}`)
  const entries = reversePayment({ entries: order.entries, paymentId: check })
  if ('code' in entries) throw new Error(entries.code)
  order.entries.push(...entries)
  const passedOn = sumOfKind(entries, 'credit-in')
  if (passedOn > 0) enter({ credits }, order.holder, { kind: 'taken-back', cents: passedOn })
}

function enter(
  { credits }: Pick<CheckBook, 'credits'>,
  holder: string,
  { kind, cents }: CreditEntry,
): void {
  credits.set(holder, [...(credits.get(holder) ?? []), { kind, cents }])
}

function accountOf({ credits }: CheckBook, holder: string) {
  const entries = credits.get(holder) ?? []
  return { holder, cents: creditBalance(entries), version: entries.length }
}

function holderOfFirst({ orders }: CheckBook, command: CheckCommand): string | null {
  const first = 'allocations' in command ? command.allocations[0]?.order : undefined
  return orders.get(first ?? '')?.holder ?? null
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, cents) => total + cents, 0)
}
