import { ApplicationFailure } from '@temporalio/activity'
import type { Sql } from '../database/connect.ts'
import { type Organisation, type Rendered, render } from '../mail/layout.tsx'
import type { Letter } from '../mail/letter.ts'
import type { CalendarEntry, Fate, Transport } from '../mail/transport.ts'

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
}

export interface Written {
  letter: Letter
  /** Replaced by dots in what is kept of the mail. */
  secrets?: string[]
  calendar?: CalendarEntry
}

/** Writes the letter of one kind, or null when a newer fact made it wrong. */
export type Writer = (message: OutboxMessage) => Promise<Written | null>

interface Deps {
  sql: Sql
  transport: Transport
  writers: Record<string, Writer>
  organisation: Organisation
  publicUrl: string
  clock: () => string
}

export function messageActivities(deps: Deps): MessageActivities {
  const { sql, transport, writers, organisation, publicUrl, clock } = deps
  return {
    /**
     * Sends one message of the outbox, unless it is settled already or a newer fact made it wrong. A refusal that is
     * definite is kept and becomes a task; an outcome that SMTP left unknown is tried once more with the same Message-ID.
     * @throws TryLater, which is retried, when the server asked for that or could not be reached
     */
    async sendMessage({ id, at }) {
      const message = await takeUp(id)
      if (message === null) return { state: 'settled' }
      if (message.unknown_outcomes > 1) return settle(message, 'unknown', later(at))
      const written = await write(message)
      if (written === null) return settle(message, 'dropped', later(at))
      const rendered = render(written.letter, { organisation, publicUrl })
      const fate = await transport.send({
        to: message.email,
        key: message.key,
        messageId: `${message.id}@${new URL(publicUrl).hostname}`,
        rendered,
        ...(written.calendar ? { calendar: written.calendar } : {}),
      })
      return keep(message, fate, masked(rendered, written.secrets ?? []), later(at))
    },

    /** After three days without an answer the message is given up and becomes a task. */
    async giveUpMessage({ id, at }) {
      await sql`
        with given_up as (
          update messages set state = 'expired', settled_at = ${at}
          where id = ${id} and state in ('waiting', 'sending')
          returning id, subject, kind, person_id
        )
        ${undeliverable(at)} from given_up on conflict (key) do nothing
      `
    },
  }

  /** An attempt that was begun and never settled had an unknown outcome: the worker went away in the middle. */
  async function takeUp(id: string): Promise<OutboxMessage | null> {
    const [message] = await sql<OutboxMessage[]>`
      update messages
      set state = 'sending', attempts = attempts + 1,
        unknown_outcomes = unknown_outcomes + (state = 'sending')::integer
      from people
      where messages.id = ${id} and state in ('waiting', 'sending') and people.id = person_id
      returning messages.id, key, kind, subject, person_id, email, people.name, data, written_at, unknown_outcomes
    `
    return message ?? null
  }

  async function write(message: OutboxMessage): Promise<Written | null> {
    const writer = writers[message.kind]
    try {
      if (writer === undefined) throw new Error(`No letter of the kind ${message.kind}`)
      return await writer(message)
    } catch (error) {
      await sql`update messages set state = 'waiting' where id = ${message.id}`
      throw error
    }
  }

  async function keep(message: OutboxMessage, fate: Fate, sent: Rendered, at: string) {
    switch (fate.kind) {
      case 'sent':
        await sql`
          update messages
          set state = 'sent', settled_at = ${at}, sent_to = ${message.email}, sent_subject = ${sent.subject},
            sent_text = ${sent.text}
          where id = ${message.id}
        `
        return { state: 'sent' }
      case 'refused':
        return settle(message, 'refused', at, fate)
      case 'try-later':
        await sql`update messages set state = 'waiting', smtp_code = ${fate.code} where id = ${message.id}`
        throw ApplicationFailure.create({
          type: 'TryLater',
          message: `SMTP ${fate.code ?? fate.reason}`,
        })
      case 'unknown':
        return tryOnceMore(message, fate.reason, at)
    }
  }

  /** The only case in which a mail may arrive twice; a mail reader shows one, for the Message-ID is the same. */
  async function tryOnceMore(message: OutboxMessage, reason: string, at: string) {
    if (message.unknown_outcomes > 0) return settle(message, 'unknown', at)
    await sql`
      update messages set state = 'waiting', unknown_outcomes = unknown_outcomes + 1
      where id = ${message.id}
    `
    throw ApplicationFailure.create({ type: 'OutcomeUnknown', message: `SMTP ${reason}` })
  }

  async function settle(
    { id }: OutboxMessage,
    state: 'refused' | 'unknown' | 'dropped',
    at: string,
    refusal: Extract<Fate, { kind: 'refused' }> | null = null,
  ) {
    await sql`
      with settled as (
        update messages set state = ${state}, settled_at = ${at}, smtp_code = ${refusal?.code ?? null}
        where id = ${id} and state = 'sending'
        returning id, subject, kind, person_id
      ), marked as (
        update people set address_refused_at = ${at}
        from settled
        where people.id = settled.person_id and ${refusal?.about === 'address'}
      )
      ${undeliverable(at)} from settled where ${state !== 'dropped'} on conflict (key) do nothing
    `
    return { state }
  }

  function undeliverable(at: string) {
    return sql`
      insert into tasks (id, key, kind, subject, facts, opened_at)
      select gen_random_uuid(), 'undeliverable/' || id, 'undeliverable', subject,
        jsonb_build_object('message', id, 'kind', kind, 'person', person_id), ${at}
    `
  }

  /** The clock of the world is behind a test that skips time, never ahead of it. */
  function later(at: string): string {
    return at > clock() ? at : clock()
  }
}

function masked({ subject, html, text }: Rendered, secrets: string[]): Rendered {
  const mask = (body: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '••••••'), body)
  return { subject: mask(subject), html, text: mask(text) }
}
