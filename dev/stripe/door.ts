import type { Server } from 'node:http'
import { type HttpBindings, serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** The port of a server that can go away and come back. */
export interface Door {
  open: () => Promise<void>
  /** Connections are refused, and those that are open end. */
  close: () => Promise<void>
}

export function doorOf(app: Hono<{ Bindings: HttpBindings }>, port: number): Door {
  let server: Server | undefined
  return {
    open: () =>
      new Promise((resolve, reject) => {
        if (server) return resolve()
        const opened = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => {
          opened.off('error', reject)
          resolve()
        }) as Server
        opened.once('error', reject)
        server = opened
      }),
    close: () =>
      new Promise((resolve) => {
        if (!server) return resolve()
        server.close(() => resolve())
        server.closeAllConnections()
        server = undefined
      }),
  }
}
