import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import type { Faults } from './faults.ts'
import type { Mailbox } from './mailbox.ts'

export interface SmtpDoor {
  open(): Promise<void>
  /** Nobody is listening any more, and nobody who was connected is. */
  close(): Promise<void>
}

/** Takes mail for anybody from this machine, and keeps it; goes wrong where it is told to. */
export function smtpDoor(mailbox: Mailbox, faults: Faults, port: number): SmtpDoor {
  const sockets = new Map<number, Socket>()
  let server: SMTPServer | undefined
  return {
    open: async () => {
      if (server) return
      server = new SMTPServer(behaviour(mailbox, faults, (of) => sockets.get(of)?.destroy()))
      await listen(server, sockets, port)
    },
    close: async () => {
      const closing = server
      server = undefined
      if (!closing) return
      const closed = new Promise<void>((resolve) => closing.close(resolve))
      for (const socket of sockets.values()) socket.destroy()
      await closed
    },
  }
}

function listen(server: SMTPServer, sockets: Map<number, Socket>, port: number): Promise<void> {
  server.server.on('connection', (socket: Socket) => {
    const remotePort = socket.remotePort ?? 0
    sockets.set(remotePort, socket)
    socket.once('close', () => sockets.delete(remotePort))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      // A client that goes away in the middle is no reason to stop.
      server.on('error', () => undefined)
      resolve()
    })
  })
}

/** What can go wrong when the server has the whole mail. */
const afterContent = ['refuseMessage', 'answerLate', 'neverAnswer', 'cutConnection'] as const

function behaviour(
  mailbox: Mailbox,
  faults: Faults,
  cut: (remotePort: number) => void,
): SMTPServerOptions {
  return {
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, answer) => {
      const fault = faults.take(address, ['refuseRecipient'])
      answer(fault && refusal(fault.code))
    },
    onData: (stream, session, answer) => {
      void take(stream, session).then(answer, answer)
    },
  }

  async function take(stream: NodeJS.ReadableStream, session: SMTPServerSession) {
    const raw = await buffer(stream)
    const to = session.envelope.rcptTo.map(({ address }) => address)
    const fault = to
      .map((address) => faults.take(address, afterContent))
      .find((found) => found !== undefined)
    if (fault?.kind === 'refuseMessage') return refusal(fault.code)
    const { mailFrom } = session.envelope
    await mailbox.keep({ from: mailFrom ? mailFrom.address : '', to, raw })
    if (fault?.kind === 'answerLate') return setTimeout(fault.ms, null)
    if (fault?.kind === 'cutConnection') cut(session.remotePort)
    if (fault) await new Promise(() => undefined)
    return null
  }
}

function refusal(code: number): Error {
  const text = code < 500 ? 'Not now, try again later' : 'No such mailbox here'
  return Object.assign(new Error(text), { responseCode: code })
}
