import { serve } from '@hono/node-server'
import { inboxApp } from '../inbox/app.tsx'
import { type Faults, noFaults } from '../inbox/faults.ts'
import { type Mailbox, openMailbox } from '../inbox/mailbox.ts'
import { smtpDoor } from '../inbox/smtp.ts'

export interface InboxWish {
  /** Where the mails are kept. */
  folder: string
  smtpPort: number
  /** No page without one. */
  pagePort?: number
}

export interface Inbox extends Mailbox {
  smtpUrl: string
  faults: Faults
  /** As a mail server that is down: nobody can connect until `acceptConnections`. */
  refuseConnections(): Promise<void>
  acceptConnections(): Promise<void>
  stop(): Promise<void>
}

/** A mail server for this machine that delivers nothing and shows everything. */
export async function startInbox(wish: InboxWish): Promise<Inbox> {
  const mailbox = await openMailbox(wish.folder)
  const faults = noFaults()
  const door = smtpDoor(mailbox, faults, wish.smtpPort)
  await door.open()
  const closePage = wish.pagePort === undefined ? undefined : await openPage(mailbox, wish.pagePort)
  return {
    ...mailbox,
    smtpUrl: `smtp://127.0.0.1:${wish.smtpPort}`,
    faults,
    refuseConnections: door.close,
    acceptConnections: door.open,
    stop: async () => {
      await door.close()
      closePage?.()
    },
  }
}

function openPage(mailbox: Mailbox, port: number): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: inboxApp(mailbox).fetch, hostname: '127.0.0.1', port }, () => {
      server.off('error', reject)
      resolve(() => server.close())
    })
    server.once('error', reject)
  })
}
