import { ApplicationFailure, log } from '@temporalio/activity'
import type { Sql } from '../database/connect.ts'
import { atOnce } from './at-once.ts'
import type { DocumentActivities } from './document.ts'
import type { Sending } from './sending.ts'
import { giveUp } from './undeliverable.ts'

export interface MessageActivities {
  sendMessages(input: {
    papers?: string[]
    readers: string[][]
    at: string
  }): Promise<{ waiting: string[]; unrendered?: string[] }>
  sendMessage(input: { id: string; at: string }): Promise<{ state: string }>
  giveUpMessage(input: { id: string; at: string }): Promise<void>
}

/** Readers of one bundle to whom mail is under way at the same time. */
const readersAtOnce = 10

/** A bundle begins no mail after so many milliseconds: the last one has its own time within that of the activity. */
const longestBundle = 3_000

export function messageActivities({
  sql,
  sendOne,
  render,
}: {
  sql: Sql
  sendOne: Sending
  render: DocumentActivities['renderDocument']
}): MessageActivities {
  return {
    /**
     * Tries messages of the outbox once each: those of one reader one after the other, in the order in which they are given,
     * readers beside each other. `papers` are the ids of documents that go with them and are rendered before. `waiting` are
     * the ids of what the server put off, and of what was not begun behind that: all, where a document is `unrendered`.
     */
    async sendMessages({ papers = [], readers, at }) {
      const until = Date.now() + longestBundle
      const unrendered: string[] = []
      for (const id of papers) {
        if (!(await isRendered({ id, at }))) unrendered.push(id)
      }
      if (unrendered.length > 0) return { waiting: readers.flat(), unrendered }
      const waiting: string[] = []
      await atOnce(readers, readersAtOnce, async (ids) => {
        const left = [...ids]
        while (left.length > 0 && Date.now() < until) {
          const [id = ''] = left
          const { state } = await sendOne(id, at)
          if (state === 'waiting') break
          left.shift()
        }
        waiting.push(...left)
      })
      if (waiting.length > 0) log.warn('mail is put off', { mails: waiting.length })
      return { waiting }
    },

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

  /** What keeps it from being rendered is said by the activity that has nothing else to do. */
  async function isRendered(document: { id: string; at: string }): Promise<boolean> {
    try {
      await render(document)
      return true
    } catch (error) {
      log.warn('a document could not be rendered before its mail', { document: document.id, error })
      return false
    }
  }
}
