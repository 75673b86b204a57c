import { ApplicationFailure } from '@temporalio/activity'
import type { Sql } from '../database/connect.ts'
import type { Letter } from '../mail/letter.ts'
import type { CalendarEntry } from '../mail/transport.ts'
import type { Sending } from './sending.ts'
import { giveUp } from './undeliverable.ts'

export interface MessageActivities {
  sendMessage(input: { id: string; at: string }): Promise<{ state: string }>
  giveUpMessage(input: { id: string; at: string }): Promise<void>
}

/** A message as it stands in the outbox, with the address it goes to. */
export interface OutboxMessage {
  id: string
  key: string
  kind: string
  subject: string
  person_id: string
  email: string
  name: string | null
  data: Record<string, unknown>
  written_at: string
  unknown_outcomes: number
  /** ISO instant of this attempt. */
  at: string
}

export interface Written {
  letter: Letter
  /** Replaced by dots in what is kept of the mail. */
  secrets?: string[]
  calendar?: CalendarEntry
}

/** Writes the letter of one kind, or null when a newer fact made it wrong. */
export type Writer = (message: OutboxMessage) => Promise<Written | null>

export function messageActivities({
  sql,
  sendOne,
}: {
  sql: Sql
  sendOne: Sending
}): MessageActivities {
  return {
    /**
     * Sends one message of the outbox, unless it is settled already or a newer fact made it wrong.
     * @throws TryLater or OutcomeUnknown, which are retried, when the server asked for that or could not be reached
     */
    async sendMessage({ id, at }) {
      const outcome = await sendOne(id, at)
      if (outcome.state !== 'waiting') return { state: outcome.state }
      const { type, reason } = outcome
      throw ApplicationFailure.create({ type, message: `SMTP ${reason}` })
    },

    /** After three days without an answer the message is given up and becomes a task. */
    giveUpMessage: ({ id, at }) => giveUp(sql, id, at),
  }
}
