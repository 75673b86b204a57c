import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** How long a client may take, in milliseconds, however slowly it does: none is served less for another that dawdles. */
const patience = {
  /** For the headers of a request. */
  headersTimeout: 10_000,
  /** For all of a request; what forms and files need even over a bad line. */
  requestTimeout: 30_000,
  /** Until its next request; longer than proxies keep theirs, which would else send into a closed one. */
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
}

/** For reading all of an answer, in milliseconds. */
const readingPatience = 120_000

/** What is read on of a body that is refused, in bytes. */
const mostForgotten = 64_000_000

/** Connections at once; each costs some 20 KB. */
const mostConnections = 5_000

/** Serves the application over HTTP, to clients that may be slow on purpose. */
export function listen(
  app: Hono,
  { port, host }: { port: number; host: string },
  ready: (port: number) => void,
): Server {
  const server = serve(
    {
      fetch: app.fetch,
      port,
      hostname: host,
      serverOptions: patience,
      // It would read on for half a second only; `readToItsEnd` does for as long as a request may take.
      autoCleanupIncoming: false,
    },
    (address) => ready(address.port),
  )
  if (!(server instanceof Server)) throw new Error('HTTP is not served by node:http')
  server.maxConnections = mostConnections
  server.on('request', (request, response) => {
    readToItsEnd(request, response)
    const overdue = setTimeout(() => response.destroy(), readingPatience).unref()
    response.once('close', () => clearTimeout(overdue))
  })
  return server
}

/**
 * What is still on its way when a request is answered is read, and forgotten: who sends mostly listens only when all is sent,
 * and closing the connection before would take the answer with it (RFC 9112, section 9.6).
 */
function readToItsEnd(request: IncomingMessage, response: ServerResponse): void {
  const { headers, socket } = request
  if (!headers['content-length'] && !headers['transfer-encoding']) return
  const isLast = !response.shouldKeepAlive
  const end = () => {
    if (isLast) socket.destroySoon()
  }
  // Else it is closed as soon as it is answered.
  response.shouldKeepAlive = true
  response.once('finish', () => {
    if (request.complete) return end()
    let bytes = 0
    request.removeAllListeners('data')
    request.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > mostForgotten) socket.destroy()
    })
    request.once('end', end)
    request.resume()
  })
}
