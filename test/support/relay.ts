import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server of this machine on which its answers can be spoiled. */
export interface Relay {
  /** Where it listens, on 127.0.0.1. */
  port: number
  /** Ends all connections; whoever was connected has to come again. */
  cutAll: () => void
  close: () => Promise<void>
}

/** Passes an answer of the server on to who asked: at once, late, in pieces, or not at all. */
export type Hand = (answer: Buffer, to: Socket) => unknown

/** Leads each connection on to the server, whose answers are handed on one after the other. */
export async function openRelay(
  target: () => Pick<URL, 'hostname' | 'port'>,
  hand: Hand,
): Promise<Relay> {
  const sockets = new Set<Socket>()
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((socket) => {
    void lead(socket).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function lead(socket: Socket): Promise<void> {
    const { hostname, port } = target()
    const behind = connect(Number(port), hostname)
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
    for await (const answer of behind) await hand(answer as Buffer, socket)
    socket.end()
  }

  return {
    port: (server.address() as AddressInfo).port,
    cutAll,
    async close() {
      cutAll()
      server.close()
      await once(server, 'close')
    },
  }
}
