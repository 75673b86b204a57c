import { Readable } from 'node:stream'
import type { MailMessage, NodemailerError } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type MimeNode from 'nodemailer/lib/mime-node'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import pLimit, { type LimitFunction } from 'p-limit'
import { oneLine } from './clean.ts'
import type { Rendered } from './layout.tsx'

/**
 * What became of one attempt to send. It holds codes only: the words of a mail server contain
 * addresses, and a fate is kept where addresses must not be.
 */
export type Fate =
  | { kind: 'sent'; response: string }
  | { kind: 'refused'; about: 'address' | 'message'; code: number; enhanced: string | null }
  | { kind: 'try-later'; code: number | null; reason: string }
  | { kind: 'unknown'; reason: string }

export type Outgoing = {
  to: string
  /** The key of the mail, the same however often it is tried. */
  key: string
  /** The fixed Message-ID, without angle brackets or with them. */
  messageId: string
  rendered: Rendered
  replyTo?: string
  attachments?: Attachment[]
  calendar?: CalendarEntry
  /** The address that ends mail of this kind by one POST (RFC 8058). */
  unsubscribe?: string | null
  /** One of a mailing waits for a connection as long as it takes; any other is put off, so that who sends it knows. */
  isOfMailing?: boolean
}

export type Attachment = { filename: string; content: string | Buffer; contentType: string }

export type CalendarEntry = { method: 'PUBLISH' | 'REQUEST' | 'CANCEL'; content: string }

export type Transport = { send: (outgoing: Outgoing) => Promise<Fate>; close: () => void }

/** How long one mail may wait, in milliseconds: for a connection that is free, and for the server, step by step. */
export type Patience = { turn: number; connection: number; greeting: number; silence: number }

type TransportOptions = {
  smtpUrl: string
  from: { name: string; address: string }
  patience?: Patience
}

/** A message holds all that is sent with it. */
const noAccess = { disableFileAccess: true, disableUrlAccess: true }

/** Connections to the mail server at once; a mailing leaves one of them to all other mail. */
const mostConnections = 6

const usualPatience: Patience = {
  turn: 10_000,
  connection: 10_000,
  greeting: 10_000,
  silence: 20_000,
}

/** The fate of a name that no server could take, with the code a server gives (RFC 5321, 4.2.3). */
const mailboxNameNotAllowed: Fate = {
  kind: 'refused',
  about: 'address',
  code: 553,
  enhanced: null,
}

/** A pool of connections to the mail server; `send` answers with a fate and does not throw. */
export function createTransport(options: TransportOptions): Transport {
  const { smtpUrl, from, patience = usualPatience } = options
  const pool = new SMTPPool({
    url: smtpUrl,
    // When a connection ends, we say what becomes of its mail: sent again by the pool, it could come twice unnoticed.
    maxRequeues: 0,
    maxConnections: mostConnections,
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
  })
  // Who waits for a connection waits here: given up while the pool still held it, a mail would be sent all the same.
  const onConnection = pLimit(mostConnections)
  const ofMailings = pLimit(mostConnections - 1)

  const send = async (outgoing: Outgoing): Promise<Fate> => {
    if (!isOneMailbox(outgoing.to)) return mailboxNameNotAllowed
    const content = new Readable({ read: () => undefined })
    try {
      const message = new MailComposer(composed(outgoing, from)).compile()
      // Written as a whole first: piece by piece, as it is encoded, costs two dozen writes, and a connection meanwhile.
      content.push(await message.build())
      content.push(null)
      message.createReadStream = () => content
      const sending = () => within(longestSend(patience), handOver(pool, message))
      const response = outgoing.isOfMailing
        ? await ofMailings(() => onConnection(sending))
        : await begunWithin(patience.turn, onConnection, sending)
      return { kind: 'sent', response: codesOf(response) }
    } catch (error) {
      // The server asks for the content after it has taken the envelope: what was never read was never sent.
      return fateOf(error as NodemailerError, content.readableDidRead)
    }
  }
  return { send, close: () => pool.close() }
}

/** A bound above the mailer's own, in milliseconds: no promise of its is waited for without end. */
function longestSend({ connection, greeting, silence }: Patience): number {
  return connection + greeting + silence + 5_000
}

/** Begins the work when its turn comes; where that took longer it is never begun, and an error says so at once. */
function begunWithin<T>(
  milliseconds: number,
  inTurn: LimitFunction,
  work: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const bound = setTimeout(() => {
      isLate = true
      reject(Object.assign(new Error('No connection is free'), { code: 'ENOCONNECTION' }))
    }, milliseconds)
    void inTurn(async () => {
      clearTimeout(bound)
      if (!isLate) await work().then(resolve, reject)
    })
  })
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let bound: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('The mailer does not settle'), { code: 'ENOANSWER' })
    bound = setTimeout(reject, milliseconds, error)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(bound)
  }
}

/** One recipient a message: what a mailer could read as two addresses, or as a command, is none. */
function isOneMailbox(address: string): boolean {
  return /^[^\s\p{Cc}<>,;:"()]+@[^\s\p{Cc}<>,;:"()@]+$/u.test(address)
}

/** What the server that has taken a message answers. The pool asks nothing else of a mail: a mailer would compose it again. */
function handOver(pool: SMTPPool, message: MimeNode): Promise<string> {
  return new Promise((resolve, reject) => {
    const mail = { data: {}, message } as MailMessage<SMTPPool.SentMessageInfo>
    pool.send(mail, (error, sent) => (error ? reject(error) : resolve(sent?.response ?? '')))
  })
}

function composed(outgoing: Outgoing, from: TransportOptions['from']) {
  const { to, key, messageId, rendered, replyTo, attachments, calendar, unsubscribe } = outgoing
  return {
    from,
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    messageId: `<${messageId.replace(/[<>\s]/g, '')}>`,
    subject: oneLine(rendered.subject),
    text: rendered.text,
    html: rendered.html,
    // To find out that most letters are Latin takes the composer as long as to write them.
    textEncoding: 'quoted-printable' as const,
    // As hard to guess as the mailer's own, and no randomness for each mail.
    baseBoundary: messageId.replace(/@.*|[<>\s]/g, ''),
    ...noAccess,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Entity-Ref-ID': oneLine(key),
      ...(unsubscribe && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    ...(replyTo && { replyTo: { name: '', address: replyTo } }),
    ...(attachments && { attachments }),
    ...(calendar && { icalEvent: { ...calendar, filename: 'webinar.ics' } }),
  }
}

/**
 * Reads an error of the mailer. Definite are an answer of the server, and whatever happened before
 * it asked for the content (no connection, no name, no log-in): then nothing can have been taken.
 */
function fateOf(error: NodemailerError, wasBegun: boolean): Fate {
  const { code: reason = 'UNKNOWN', responseCode, response = '', command = '' } = error
  if (responseCode !== undefined && responseCode >= 400) {
    if (!isRefusal(responseCode, command)) {
      return { kind: 'try-later', code: responseCode, reason: codesOf(response) }
    }
    const enhanced = enhancedCode(response)
    const about = isAboutAddress(command, enhanced) ? 'address' : 'message'
    return { kind: 'refused', about, code: responseCode, enhanced }
  }
  if (wasBegun) return { kind: 'unknown', reason }
  if (reason === 'EENVELOPE') return mailboxNameNotAllowed
  return { kind: 'try-later', code: null, reason }
}

/**
 * A 5xx about this message is for ever. One about us (greeting, encryption, log-in) or about the
 * order of commands says nothing of the message, which can go when the cause is mended.
 */
function isRefusal(responseCode: number, command: string): boolean {
  const isAboutUs = [503, 530, 534, 535, 538].includes(responseCode)
  return responseCode >= 500 && !isAboutUs && ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command)
}

/** A recipient refused for policy (5.7) or for the mail's size (5.3) is not a bad address. */
function isAboutAddress(command: string, enhanced: string | null): boolean {
  return command === 'RCPT TO' && !/^5\.[37]\./.test(enhanced ?? '')
}

function codesOf(response: string): string {
  const [code = ''] = /^\d{3}/.exec(response) ?? []
  return [code, enhancedCode(response) ?? ''].join(' ').trim()
}

function enhancedCode(response: string): string | null {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null
}
