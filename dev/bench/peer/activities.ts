import { createTransport } from 'nodemailer'
import type { Sql } from '../../../database/connect.ts'
import { peerLetter } from './letter.ts'

export interface Bare {
  writeRow: (works: boolean) => Promise<void>
  sendMails: (count: number, works: boolean) => Promise<void>
}

export const peerTables = `
  create table if not exists rows (id bigserial primary key, body jsonb not null)
`

/** One row, and one mail with its row: the least that an activity of the product comes to. */
export function bareActivities({ sql, smtpUrl }: { sql: Sql; smtpUrl: string }): Bare {
  const mailer = createTransport({ url: smtpUrl, pool: true })
  return {
    async writeRow(works) {
      if (works) await sql`insert into rows (body) values ('{"what": "a row"}')`
    },
    async sendMails(count, works) {
      if (works) await Promise.all(Array.from({ length: count }, sendMail))
    },
  }

  async function sendMail(): Promise<void> {
    await mailer.sendMail({ ...peerLetter, to: 'reader@library.example' })
    await sql`insert into rows (body) values ('{"what": "a mail"}')`
  }
}
