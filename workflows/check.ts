import type { CheckActivities } from '../activities/check.ts'
import {
  type CheckCommand,
  type CheckEffect,
  type CheckSnapshot,
  decideCheck,
  mostFeeCents,
  restOf,
  type Share,
} from '../domain/check.ts'
import { isDate } from '../domain/date.ts'
import { formatCents } from '../domain/money.ts'
import { isId, isWhole, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const messages: Messages<CheckCommand> = {
  recordCheck: {
    description:
      'Records a check. Fields: payer, number, cents, receivedOn (YYYY-MM-DD), memo (optional), allocations ([{order, cents}], may be empty), creditOf (organisation:<id> or person:<id>, optional).',
    needs: ['payer', 'number'],
    readsAnew: true,
    read: ({ cents, receivedOn, allocations = [], creditOf = null }) =>
      isWhole(cents, 1) &&
      typeof receivedOn === 'string' &&
      isDate(receivedOn) &&
      areShares(allocations) &&
      (creditOf === null || isHolder(creditOf))
        ? { kind: 'recordCheck', cents, allocations }
        : null,
  },
  allocate: {
    description:
      'Gives what is left of the check to orders. Fields: allocations ([{order, cents}]).',
    readsAnew: true,
    read: ({ allocations }) =>
      areShares(allocations) && allocations.length > 0 ? { kind: 'allocate', allocations } : null,
  },
  moveAllocation: {
    description: 'Gives what one order has of the check to another. Fields: from, to.',
    readsAnew: true,
    read: ({ from, to }) => (isId(from) && isId(to) ? { kind: 'moveAllocation', from, to } : null),
  },
  reverse: {
    description:
      'Takes the check back. Fields: reason (bounced or typed-wrongly); where it bounced, feeCents and feeOrder (optional).',
    readsAnew: true,
    read: ({ reason, feeCents = 0, feeOrder = null }) => {
      if (!isWhole(feeCents) || feeCents > mostFeeCents) return null
      if (feeOrder !== null && !isId(feeOrder)) return null
      if (reason === 'typed-wrongly') return feeCents === 0 ? { kind: 'reverse', reason } : null
      if (reason !== 'bounced') return null
      const fee = feeCents > 0 ? { cents: feeCents, order: feeOrder } : null
      return { kind: 'reverse', reason, fee }
    },
  },
  attribute: {
    description:
      'Says whose credit the rest of the check is. Fields: creditOf (organisation:<id> or person:<id>).',
    readsAnew: true,
    read: ({ creditOf }) => (isHolder(creditOf) ? { kind: 'attribute' } : null),
  },
}

/**
 * One check, `check:<id>`. Started by its being recorded; leaves each order its part, and waits for nothing but that
 * these are handed on. It ends then, and runs again for whatever is done to the check later, also years later.
 */
export async function check(id: string): Promise<string> {
  const writes = durable<CheckActivities>()
  return runProcess<CheckSnapshot, never, CheckCommand, CheckEffect>({
    id,
    subject: `check:${id}`,
    about: {},
    messages,
    load: (submission) =>
      writes.loadCheck(
        submission === undefined ? { check: id } : { check: id, submission },
        'read where the check stands',
      ),
    decide: decideCheck,
    elapse: () => null,
    write: ({ write, ...change }, step, summary) =>
      writes[write]({ ...step, ...change, check: id }, summary),
    isDone: () => true,
    details,
  })
}

function details(state: CheckSnapshot): string {
  const { stage, cents, shares, recordedAt, reversedAt } = state
  return [
    `**${stage}**: a check of ${formatCents(cents)}, recorded ${inWords(recordedAt)}.`,
    ...shares.map((share) => `- order ${share.order}: ${formatCents(share.cents)}`),
    waitingFor(state),
    reversedAt === null ? '' : `Reversed ${inWords(reversedAt)}.`,
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal.',
  ]
    .filter((line) => line !== '')
    .join('\n\n')
}

function waitingFor(state: CheckSnapshot): string {
  const rest = formatCents(restOf(state))
  if (state.stage === 'credit') return `${rest} is credit of its holder: allocate it to an order.`
  if (state.stage === 'unattached') return `${rest} is nobody’s yet: attribute or allocate it.`
  return ''
}

function areShares(input: unknown): input is Share[] {
  return Array.isArray(input) && input.length <= 100 && input.every(isShare)
}

function isShare(input: unknown): input is Share {
  return (
    typeof input === 'object' &&
    input !== null &&
    'order' in input &&
    isId(input.order) &&
    'cents' in input &&
    isWhole(input.cents, 1)
  )
}

function isHolder(input: unknown): input is string {
  return (
    typeof input === 'string' &&
    /^(organisation|person):[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(input)
  )
}
