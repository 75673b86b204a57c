import type { AddressActivities } from '../activities/address.ts'
import {
  type AddressCommand,
  type AddressEffect,
  type AddressSnapshot,
  addressSides,
  decideAddress,
} from '../domain/address.ts'
import { isId, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const messages: Messages<AddressCommand> = {
  askAddress: {
    description: 'Asks both addresses whether the new one may take the place. Fields: email.',
    needs: ['email'],
    readsAnew: true,
    read: () => ({ kind: 'askAddress' }),
  },
  proveAddress: {
    description: 'One of the two addresses says yes. Fields: change (its id), side (old or new).',
    readsAnew: true,
    read: ({ change, side: said }) => {
      const side = addressSides.find((one) => one === said)
      return isId(change) && side ? { kind: 'proveAddress', change, side } : null
    },
  },
  withdrawAddress: {
    description:
      'Leaves the address as it is. Fields: change (its id), side (optional: old signs the person out everywhere).',
    read: ({ change }) => (isId(change) ? { kind: 'withdrawAddress', change } : null),
  },
}

/**
 * One person's e-mail address, `address:<personId>`. Started when another one is wanted; waits 24 hours for a yes from
 * both mailboxes. Ends as changed, withdrawn or expired; a new wish begins a new run, or replaces the one that waits.
 */
export async function address(personId: string): Promise<string> {
  const writes = durable<AddressActivities>()
  return runProcess<AddressSnapshot, 'expire', AddressCommand, AddressEffect>({
    id: personId,
    subject: `address:${personId}`,
    about: { personId },
    messages,
    load: () => writes.loadAddress({ personId }, 'read where the change of address stands'),
    decide: decideAddress,
    elapse: () => ({ write: 'expireAddressChange' }),
    write: ({ write, ...values }, step, summary) =>
      writes[write]({ ...step, ...values, personId }, summary),
    isDone: (state) => state?.stage !== 'open',
    details,
  })
}

function details({ stage, change, awaitingSince, dueAt, proven }: AddressSnapshot): string {
  return [
    `**${stage}** since ${inWords(awaitingSince)}, change ${change}.`,
    stage === 'open'
      ? `Waits for the person until ${inWords(dueAt)}. Said yes: ${proven.join(', ') || 'nobody yet'}.`
      : 'Waits for nobody.',
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal.',
  ].join('\n\n')
}
