import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import type { Message } from '../../dev/inbox/mailbox.ts'
import type { Inbox } from '../../dev/services/inbox.ts'

/** The mail that people have got. */
export interface LetterBox {
  /**
   * The newest mail to an address whose subject holds these words; waits for it to come, well beyond the ten seconds
   * after which what failed is tried again.
   */
  to: (address: string, subject: string | RegExp) => Promise<Message>
  /** The subjects of all mail to an address, oldest first. */
  subjects: (address: string) => string[]
}

export function letterBox(inbox: Inbox): LetterBox {
  const all = (address: string) => inbox.list(address).filter((entry) => entry.to.includes(address))
  return {
    async to(address, subject) {
      for (let tries = 0; tries < 1_600; tries += 1) {
        const found = all(address).find((entry) =>
          typeof subject === 'string'
            ? entry.subject.includes(subject)
            : subject.test(entry.subject),
        )
        const message = found && (await inbox.read(found.id))
        if (message) return message
        await setTimeout(25)
      }
      return assert.fail(
        `No mail to ${address} about ${subject}, but: ${all(address).map((entry) => entry.subject)}`,
      )
    },
    subjects: (address) =>
      all(address)
        .toReversed()
        .map((entry) => entry.subject),
  }
}
