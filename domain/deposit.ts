import { formatCents, sumCents } from './money.ts'
import type { Effect, Refusal, Snapshot } from './process.ts'

export interface DepositSnapshot extends Snapshot<never> {
  stage: 'not-recorded' | 'recorded'
  recordedBy: string | null
  recordedAt: string | null
  /** The slip at hand: how many checks it lists, and the first of them that is recorded already. */
  asked: { rows: number; recordedFirst: RecordedFirst | null }
}

interface RecordedFirst {
  row: number
  check: string
  by: string
  at: string
  /** The other rows that are recorded already: '3, 7'; empty where there is none. */
  others: string
}

export interface DepositCommand {
  kind: 'recordDeposit'
}

export type DepositEffect = Effect<'recordDeposit'>

/** A check as the slip lists it. */
export interface SlipCheck {
  payer: string
  number: string
  cents: number
}

/** What is wrong with a slip by itself: with one of its rows, counted from 1, or with its total. */
export interface SlipFault {
  row: number | null
  sentence: string
}

/** Records a deposit as a whole, or nothing of it. */
export function decideDeposit(state: DepositSnapshot | null): DepositEffect | Refusal {
  if (state === null) return { refused: 'deposit-not-recorded' }
  if (state.stage === 'recorded') {
    return { refused: 'deposit-recorded', by: state.recordedBy, at: state.recordedAt }
  }
  const { rows, recordedFirst } = state.asked
  if (rows === 0) return { refused: 'malformed' }
  if (recordedFirst !== null) return { refused: 'deposit-check-recorded', ...recordedFirst }
  return { write: 'recordDeposit' }
}

/** Whether the slip adds up and names each check once. */
export function slipFaults(slip: { totalCents: number; checks: SlipCheck[] }): SlipFault[] {
  return [...twice(slip.checks), ...wrongTotal(slip)]
}

function twice(checks: SlipCheck[]): SlipFault[] {
  const firstRows = new Map<string, number>()
  return checks.flatMap((check, index) => {
    const row = index + 1
    const first = firstRows.get(keyOf(check))
    if (first === undefined) firstRows.set(keyOf(check), row)
    return first === undefined
      ? []
      : [{ row, sentence: `This is the check of row ${first} again.` }]
  })
}

function wrongTotal({ totalCents, checks }: { totalCents: number; checks: SlipCheck[] }) {
  const sum = sumCents(checks.map(({ cents }) => cents))
  if (sum === totalCents) return []
  const sentence = `The slip says ${formatCents(totalCents)}, and its checks add up to ${formatCents(sum)}.`
  return [{ row: null, sentence }]
}

/** What makes two entries one check, as the desk's own list of checks has it. */
function keyOf({ payer, number, cents }: SlipCheck): string {
  return JSON.stringify([payer.trim().toLowerCase(), number.trim(), cents])
}
