import { ApplicationFailure } from '@temporalio/activity'
import type { Sql } from '../database/connect.ts'
import type { Sending } from './sending.ts'
import { giveUp } from './undeliverable.ts'

export interface MessageActivities {
  sendMessage(input: { id: string; at: string }): Promise<{ state: string }>
  giveUpMessage(input: { id: string; at: string }): Promise<void>
}

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
