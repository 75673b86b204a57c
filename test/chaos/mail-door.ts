import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

/** A way to the mail server that can be made so slow that its answers come a byte a second. */
export interface MailDoor {
  url: string
  leadTo: (smtpUrl: string) => void
  /** Slow from the greeting on: whoever is connected has to come again. */
  makeSlow: () => void
  makeFast: () => void
  /** Bytes that went by one a second. */
  dribbled: () => number
  close: () => Promise<void>
}

export async function openMailDoor(): Promise<MailDoor> {
  let target: URL | null = null
  let isSlow = false
  let dribbled = 0
  const sockets = new Set<Duplex>()
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((socket) => {
    void lead(socket).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  async function lead(socket: Socket): Promise<void> {
    if (target === null) throw new Error('It leads nowhere yet')
    const behind = connect(Number(target.port), target.hostname)
    for (const end of [socket, behind]) {
      sockets.add(end)
      end.on('error', () => undefined)
      end.once('close', () => {
        sockets.delete(end)
        socket.destroy()
        behind.destroy()
      })
    }
    socket.pipe(behind)
    for await (const answer of behind) await hand(socket, answer as Buffer)
    socket.end()
  }

  async function hand(socket: Socket, answer: Buffer): Promise<void> {
    if (!isSlow) {
      socket.write(answer)
      return
    }
    for (const byte of answer) {
      socket.write(Buffer.of(byte))
      dribbled += 1
      await setTimeout(isSlow ? 1_000 : 0)
      if (socket.destroyed) return
    }
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    leadTo: (smtpUrl) => {
      target = new URL(smtpUrl)
    },
    makeSlow: () => {
      isSlow = true
      endAll()
    },
    makeFast: () => {
      isSlow = false
    },
    dribbled: () => dribbled,
    async close() {
      endAll()
      server.close()
      await once(server, 'close')
    },
  }
}
