import { createServer } from 'node:net'
import type { Teller } from '../terminal.ts'

const hosts = ['127.0.0.1', '::1', '0.0.0.0']
const portsTried = 200
const givenOut = new Set<number>()

/**
 * The wanted port, or the next one that is free, and says so when it moved.
 * Both loopback addresses count, as a browser may take either for "localhost", and all of IPv4,
 * as the API listens there.
 */
export async function freePort(wanted: number, what: string, teller: Teller): Promise<number> {
  for (let port = wanted; port < wanted + portsTried; port++) {
    if (givenOut.has(port) || !(await isFree(port))) continue
    givenOut.add(port)
    if (port !== wanted) teller.note(`port ${wanted} is taken, so ${what} is on ${port}`)
    return port
  }
  throw new Error(`No port from ${wanted} to ${wanted + portsTried} is free for ${what}.`)
}

/** Any free port, for a service that nobody has to find by hand. */
export async function anyPort(): Promise<number> {
  const port = await listenOn(0, '127.0.0.1')
  if (port === undefined) throw new Error('This machine gives out no more ports.')
  return port
}

async function isFree(port: number): Promise<boolean> {
  for (const host of hosts) {
    if ((await listenOn(port, host)) === undefined) return false
  }
  return true
}

/** The port that was listened on, or nothing when it is taken. */
function listenOn(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? undefined : port)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const used = address && typeof address === 'object' ? address.port : port
      server.close(() => resolve(used))
    })
  })
}
