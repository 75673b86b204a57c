import type { DepositActivities } from '../activities/deposit.ts'
import { isDate } from '../domain/date.ts'
import {
  type DepositCommand,
  type DepositEffect,
  type DepositSnapshot,
  decideDeposit,
} from '../domain/deposit.ts'
import { isWhole, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const messages: Messages<DepositCommand> = {
  recordDeposit: {
    description:
      'Records a deposit. Only as the API stored it, which reads every check of the slip.',
    readsAnew: true,
    read: ({ submission, bankedOn, totalCents }) =>
      isStored(submission) &&
      isWhole(totalCents, 1) &&
      typeof bankedOn === 'string' &&
      isDate(bankedOn)
        ? { kind: 'recordDeposit' }
        : null,
  },
}

/**
 * One deposit, `deposit:<id>`. Started by its being recorded; leaves each of its checks to be recorded by the check's own
 * run, and ends when these are handed on.
 */
export async function deposit(id: string): Promise<string> {
  const writes = durable<DepositActivities>()
  return runProcess<DepositSnapshot, never, DepositCommand, DepositEffect>({
    id,
    subject: `deposit:${id}`,
    about: {},
    messages,
    load: (submission) =>
      writes.loadDeposit(
        submission === undefined ? { deposit: id } : { deposit: id, submission },
        'read where the deposit stands',
      ),
    decide: decideDeposit,
    elapse: () => null,
    write: ({ write }, step, summary) => writes[write]({ ...step, deposit: id }, summary),
    isDone: () => true,
    details,
  })
}

function details({ stage, recordedAt, onward }: DepositSnapshot): string {
  return [
    `**${stage}**: a deposit of checks, recorded ${inWords(recordedAt)}.`,
    `Checks and other errands still to be handed on: ${onward.length}.`,
  ].join('\n\n')
}

function isStored(submission: unknown): boolean {
  return (
    typeof submission === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(submission)
  )
}
