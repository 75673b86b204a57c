import type { Sql } from '../database/connect.ts'
import { type Organisation, type Rendered, render } from '../mail/layout.tsx'
import type { Fate, Transport } from '../mail/transport.ts'
import type { OutboxMessage, Writer, Written } from './outbox.ts'
import { papersWith } from './papers-with.ts'
import { undeliverable } from './undeliverable.ts'

/** What became of one attempt; a message that still waits is tried again. */
export type Attempt =
  | { state: 'settled' | 'sent' | 'refused' | 'unknown' | 'dropped' }
  | { state: 'waiting'; type: 'TryLater' | 'OutcomeUnknown'; reason: string }

/** Sends one message of the outbox, once. `at` is an ISO instant. */
export type Sending = (id: string, at: string) => Promise<Attempt>

interface Deps {
  sql: Sql
  transport: Transport
  writers: Record<string, Writer>
  organisation: Organisation
  publicUrl: string
  clock: () => string
}

/**
 * Makes the one way in which mail is sent. A refusal that is definite is kept and becomes a task; an outcome that SMTP
 * left unknown is tried once more with the same Message-ID; a letter that a newer fact made wrong is dropped.
 */
export function createSending(deps: Deps): Sending {
  const { sql, transport, writers, organisation, publicUrl, clock } = deps

  return async (id, calledAt) => {
    const at = later(calledAt)
    const message = await takeUp(id, at)
    if (message === null) return { state: 'settled' }
    if (message.unknown_outcomes > 1) return settle(message, 'unknown', at)
    const written = await write(message)
    if (written === null) return settle(message, 'dropped', at)
    const rendered = render(written.letter, { organisation, publicUrl })
    const fate = await transport.send({
      to: message.email,
      key: message.key,
      messageId: `${message.id}@${new URL(publicUrl).hostname}`,
      rendered,
      ...(written.calendar ? { calendar: written.calendar } : {}),
      attachments: await papersWith(sql, message),
    })
    return keep(message, fate, masked(rendered, written.secrets ?? []), at)
  }

  /** An attempt that was begun and never settled had an unknown outcome: the worker went away in the middle. */
  async function takeUp(id: string, at: string): Promise<OutboxMessage | null> {
    const [message] = await sql<Omit<OutboxMessage, 'at'>[]>`
      update messages
      set state = 'sending', attempts = attempts + 1,
        unknown_outcomes = unknown_outcomes + (state = 'sending')::integer
      from people
      where messages.id = ${id} and state in ('waiting', 'sending') and people.id = person_id
      returning messages.id, key, kind, subject, person_id, email, people.name, data, written_at, step,
        unknown_outcomes
    `
    return message ? { ...message, at } : null
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

  async function keep(
    message: OutboxMessage,
    fate: Fate,
    sent: Rendered,
    at: string,
  ): Promise<Attempt> {
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
        return { state: 'waiting', type: 'TryLater', reason: String(fate.code ?? fate.reason) }
      case 'unknown':
        return tryOnceMore(message, fate.reason, at)
    }
  }

  /** The only case in which a mail may arrive twice; a mail reader shows one, for the Message-ID is the same. */
  async function tryOnceMore(message: OutboxMessage, reason: string, at: string): Promise<Attempt> {
    if (message.unknown_outcomes > 0) return settle(message, 'unknown', at)
    await sql`
      update messages set state = 'waiting', unknown_outcomes = unknown_outcomes + 1
      where id = ${message.id}
    `
    return { state: 'waiting', type: 'OutcomeUnknown', reason }
  }

  async function settle(
    { id }: OutboxMessage,
    state: 'refused' | 'unknown' | 'dropped',
    at: string,
    refusal: Extract<Fate, { kind: 'refused' }> | null = null,
  ): Promise<Attempt> {
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
      ${undeliverable(sql, at)} from settled where ${state !== 'dropped'} on conflict (key) do nothing
    `
    return { state }
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
