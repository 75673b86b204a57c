import { randomInt } from 'node:crypto'
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

/**
 * Any free port, for a service that nobody has to find by hand. Systems give the ends of outgoing connections ports from
 * 32768 on, so one from there could be taken before the service, or while it is being restarted, listens on it.
 */
export async function anyPort(): Promise<number> {
  for (let tries = 0; tries < portsTried; tries++) {
    const port = randomInt(20_000, 32_768)
    if (givenOut.has(port) || !(await isFree(port))) continue
    givenOut.add(port)
    return port
  }
  throw new Error('This machine gives out no more ports.')
}

async function isFree(port: number): Promise<boolean> {
  for (const host of hosts) {
    if (!(await canListen(port, host))) return false
  }
  return true
}

/** Whether it can be listened on. */
function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES')
    })
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => resolve(true))
    })
  })
}
