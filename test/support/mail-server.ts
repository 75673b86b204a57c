import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { after } from 'node:test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createTransport, type Outgoing, type Transport } from '../../mail/transport.ts'

export type Server = {
  smtpUrl: string
  received: ParsedMail[]
  attempts: () => number
  drop: () => void
  /** Ends its connections as a server does that goes away. */
  hangUp: () => void
}

const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})

export const invoice: Outgoing = {
  to: 'ann@library.example',
  key: 'invoice/order:2041/1',
  messageId: 'invoice.2041.1@desk.example',
  rendered: { subject: 'Invoice 1007', html: '<p>Invoice 1007</p>', text: 'Invoice 1007\n' },
}

/** A mail server that takes all, but for what its options say. */
export async function listening(options: SMTPServerOptions): Promise<Server> {
  const received: ParsedMail[] = []
  const sockets: Socket[] = []
  let attempts = 0
  const take: SMTPServerOptions['onData'] = (content, _session, done) => {
    simpleParser(content).then((mail) => {
      received.push(mail)
      done(null)
    }, done)
  }
  const { onData = take, ...others } = options
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    ...others,
    onData: (content, session, done) => {
      attempts += 1
      onData(content, session, done)
    },
  })
  smtp.on('error', () => {})
  smtp.server.on('connection', (socket: Socket) => sockets.push(socket))
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  closers.push(() => smtp.close())
  return {
    smtpUrl: urlOf(smtp.server.address()),
    received,
    attempts: () => attempts,
    drop: () => {
      for (const socket of sockets) socket.destroy()
    },
    hangUp: () => {
      for (const socket of sockets) socket.end()
    },
  }
}

/** A transport that is in a hurry. */
export function transportTo(
  { smtpUrl }: { smtpUrl: string },
  patience = { turn: 300, connection: 2_000, greeting: 1_000, silence: 1_000 },
): Transport {
  const transport = createTransport({
    smtpUrl,
    from: { name: 'Library Desk', address: 'mail@desk.example' },
    patience,
  })
  closers.push(transport.close)
  return transport
}

export function urlOf(address: string | AddressInfo | null): string {
  assert.ok(address && typeof address === 'object')
  return `smtp://127.0.0.1:${address.port}`
}

/** An answer of the server, code first. */
export function spoken(line: string): Error {
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) })
}
