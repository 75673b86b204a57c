import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isAway } from '../database/away.ts'
import type { Sql } from '../database/connect.ts'
import { grouped } from '../database/grouped.ts'
import { choiceOf } from '../domain/mail-choice.ts'
import { type Organisation, type Rendered, render } from '../mail/layout.tsx'
import type { Fate, Outgoing, Transport } from '../mail/transport.ts'
import type { Links } from './links.ts'
import { mailsShare } from './mails-share.ts'
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

/** Milliseconds from taking a mail up to handing it over; after them another attempt may have begun. */
const longestPreparation = 10_000

/** Milliseconds for which an attempt says what became of its mail, so that none begins beside it on another worker. */
const longestAttempt = 60_000

/** Milliseconds after which it is said again to a Postgres that is away. */
const againAfter = 500

/** The server has surely not taken it. */
type NotSent = Extract<Fate, { kind: 'refused' | 'try-later' }>

/** A mail that only has to be handed over, and what is kept of it. */
interface Ready {
  message: OutboxMessage
  outgoing: Outgoing
  kept: Rendered
}

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
  const taken = grouped({ ...mailsShare, work: (wanted: readonly TakeUp[]) => takeUp(sql, wanted) })
  const sent = grouped({
    ...mailsShare,
    work: (mails: readonly SentMail[]) => noteSent(sql, mails),
  })

  /**
   * What was to be said of a mail and may not have been heard. One that was sent is noted again, and not sent again; one that
   * never was is taken up by the same attempt, so that nobody takes it for one that may have been.
   */
  const unheard = new Map<string, TakeUp | SentMail>()

  return async (id, calledAt, as = 'itself') => {
    const at = later(calledAt)
    const begunAt = Date.now()
    const preparedBy = begunAt + longestPreparation
    const saidBy = begunAt + longestAttempt
    const before = unheard.get(id) ?? { id, attempt: randomUUID() }
    if (isSent(before) && (await heard(before, saidBy, sent))) return { state: 'sent' }
    const taking = { id, attempt: before.attempt }
    const ready = await heard(taking, preparedBy, () => prepare(taking, at, preparedBy))
    if ('state' in ready) return ready
    const { message, outgoing, kept } = ready
    const fate = await transport.send({ ...outgoing, isOfMailing: as === 'mailing' })
    if (fate.kind === 'unknown') return tryOnceMore(message, fate.reason, at)
    if (fate.kind !== 'sent') return heard(taking, saidBy, () => keep(message, fate, at))
    await heard({ ...taking, at, to: outgoing.to, rendered: kept }, saidBy, sent)
    return { state: 'sent' }
  }

  /** Takes a mail up and writes it; an attempt where nothing is left to be sent. */
  async function prepare(taking: TakeUp, at: string, until: number): Promise<Ready | Attempt> {
    const row = await taken(taking)
    if (row === null) return { state: 'settled' }
    const message = { ...row, at }
    if (message.unknown_outcomes > 1) return settle(message, 'unknown', at)
    if (isUnwanted(message)) return drop(message, 'unwanted', at)
    const written = await write(message)
    if (written === null) return drop(message, 'outdated', at)
    const { letter, secrets = [], to = message.email, calendar } = written
    const choices = choicesOf(message)
    const rendered = render(letter, { organisation, publicUrl, mailChoices: choices.page })
    const outgoing = {
      to,
      key: message.key,
      messageId: `${message.id}@${new URL(publicUrl).hostname}`,
      rendered,
      unsubscribe: choices.oneClick,
      ...(calendar && { calendar }),
      attachments: await papersWith(sql, message),
    }
    if (Date.now() > until) throw new Error('It took too long to write')
    const kept = masked(rendered, [...secrets, ...choices.secrets])
    return { message: { ...message, email: to }, outgoing, kept }
  }

  /**
   * Says something of a mail, and again where Postgres is away: given up, the mail would go to another worker, which knows
   * nothing of it.
   */
  async function heard<W extends TakeUp | SentMail, T>(
    what: W,
    until: number,
    say: (what: W) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      try {
        const answer = await say(what)
        unheard.delete(what.id)
        return answer
      } catch (error) {
        unheard.set(what.id, what)
        if (!isAway(error) || Date.now() + againAfter > until) throw error
        await pause(againAfter)
      }
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
    if (fate.kind === 'refused') return settle(message, 'refused', at, fate)
    await sql`update messages set state = 'waiting', smtp_code = ${fate.code} where id = ${message.id}`
    return { state: 'waiting', type: 'TryLater', reason: String(fate.code ?? fate.reason) }
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
