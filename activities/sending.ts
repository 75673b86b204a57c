import { randomUUID } from 'node:crypto'
import { isAway } from '../database/away.ts'
import type { Sql } from '../database/connect.ts'
import { grouped } from '../database/grouped.ts'
import { choiceOf } from '../domain/mail-choice.ts'
import { type Organisation, type Rendered, render } from '../mail/layout.tsx'
import type { Fate, Transport } from '../mail/transport.ts'
import type { Links } from './links.ts'
import type { OutboxMessage, Writer, Written } from './outbox.ts'
import { papersWith } from './papers-with.ts'
import { noteSent, type SentMail, type TakeUp, takeUp } from './sending-rows.ts'
import { undeliverable } from './undeliverable.ts'

/** What became of one attempt; a message that still waits is tried again. */
export type Attempt =
  | { state: 'settled' | 'sent' | 'refused' | 'unknown' | 'dropped' }
  | { state: 'waiting'; type: 'TryLater' | 'OutcomeUnknown'; reason: string }

/** Sends one message of the outbox, once, by itself or as one of a mailing. `at` is an ISO instant. */
export type Sending = (id: string, at: string, as?: 'itself' | 'mailing') => Promise<Attempt>

/**
 * Mails that are sent at the same time share the statements that take them up and note what became of them: a few each, for
 * where thirty go in step, the connections to the mail server wait while letters are written, and the other way round.
 */
const sharing = { most: 8, atOnce: 2, isOfAll: isAway }

type NotSent = Exclude<Fate, { kind: 'sent' }>

interface Deps {
  sql: Sql
  transport: Transport
  writers: Record<string, Writer>
  organisation: Organisation
  links: Links
  publicUrl: string
  clock: () => string
}

/**
 * Makes the one way in which mail is sent. A refusal that is definite is kept and becomes a task; an outcome that SMTP
 * left unknown is tried once more with the same Message-ID; a letter that a newer fact made wrong is dropped, and so is one
 * of a kind that its reader does not want.
 */
export function createSending(deps: Deps): Sending {
  const { sql, transport, writers, organisation, links, publicUrl, clock } = deps
  const taken = grouped({ ...sharing, work: (wanted: readonly TakeUp[]) => takeUp(sql, wanted) })
  const sent = grouped({ ...sharing, work: (mails: readonly SentMail[]) => noteSent(sql, mails) })

  /** What a statement was to say of a mail whose answer was lost: it is said again, and the mail not sent again. */
  const unheard = new Map<string, TakeUp | SentMail>()

  return async (id, calledAt, as = 'itself') => {
    const at = later(calledAt)
    const before = unheard.get(id) ?? { id, attempt: randomUUID() }
    if (isSent(before) && (await heard(before, sent))) return { state: 'sent' }
    const { attempt } = before
    const row = await heard({ id, attempt }, taken)
    if (row === null) return { state: 'settled' }
    const message = { ...row, at }
    if (message.unknown_outcomes > 1) return settle(message, 'unknown', at)
    if (isUnwanted(message)) return drop(message, 'unwanted', at)
    const written = await write(message)
    if (written === null) return drop(message, 'outdated', at)
    const { letter, secrets = [], to = message.email, calendar } = written
    const choices = choicesOf(message)
    const rendered = render(letter, { organisation, publicUrl, mailChoices: choices.page })
    const fate = await transport.send({
      to,
      key: message.key,
      messageId: `${message.id}@${new URL(publicUrl).hostname}`,
      rendered,
      unsubscribe: choices.oneClick,
      ...(calendar && { calendar }),
      attachments: await papersWith(sql, message),
      isOfMailing: as === 'mailing',
    })
    const kept = masked(rendered, [...secrets, ...choices.secrets])
    if (fate.kind !== 'sent') return keep({ ...message, email: to }, fate, at)
    await heard({ id, attempt, at, to, rendered: kept }, sent)
    return { state: 'sent' }
  }

  async function heard<W extends TakeUp | SentMail, T>(
    what: W,
    say: (what: W) => Promise<T>,
  ): Promise<T> {
    try {
      const answer = await say(what)
      unheard.delete(what.id)
      return answer
    } catch (error) {
      unheard.set(what.id, what)
      throw error
    }
  }

  /** Where a reader says which mail is wanted: the page, and the address that ends this kind at one click. */
  function choicesOf({ kind, person_id: id }: OutboxMessage) {
    const choice = choiceOf(kind)
    if (choice === null) return { page: null, oneClick: null, secrets: [] }
    const page = links.to({ noun: 'mail-choices', id, version: 1 }, '/mail-choices')
    const secret = page.split('token=')[1] ?? ''
    const oneClick = links.page(`/api/v1/people/${id}/mail-choices/${choice}?token=${secret}`)
    return { page, oneClick, secrets: [secret] }
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

  async function keep(message: OutboxMessage, fate: NotSent, at: string): Promise<Attempt> {
    switch (fate.kind) {
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

  async function drop(
    { id }: OutboxMessage,
    because: 'outdated' | 'unwanted',
    at: string,
  ): Promise<Attempt> {
    await sql`
      update messages set state = 'dropped', dropped_because = ${because}, settled_at = ${at}
      where id = ${id} and state = 'sending'
    `
    return { state: 'dropped' }
  }

  async function settle(
    { id, email }: OutboxMessage,
    state: 'refused' | 'unknown',
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
        where people.id = settled.person_id and email = ${email} and ${refusal?.about === 'address'}
      )
      ${undeliverable(sql, at)} from settled on conflict (key) do nothing
    `
    return { state }
  }

  /** The clock of the world is behind a test that skips time, never ahead of it. */
  function later(at: string): string {
    return at > clock() ? at : clock()
  }
}

function isSent(mail: TakeUp | SentMail): mail is SentMail {
  return 'rendered' in mail
}

function masked({ subject, html, text }: Rendered, secrets: string[]): Rendered {
  const mask = (body: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '••••••'), body)
  return { subject: mask(subject), html, text: mask(text) }
}

function isUnwanted({ kind, unwanted_mail }: OutboxMessage): boolean {
  const choice = choiceOf(kind)
  return choice !== null && unwanted_mail.includes(choice)
}
