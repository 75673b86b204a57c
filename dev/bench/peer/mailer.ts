import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createTransport } from 'nodemailer'
import { connect } from '../../../database/connect.ts'
import { drive } from '../figures.ts'
import { peerLetter } from './letter.ts'

/** As many as a batch of the product has under way. */
const atOnce = 40

const { DATABASE_URL = '', SMTP_URL = '', PORT = '' } = process.env
const sql = connect(DATABASE_URL)
const mailer = createTransport({ url: SMTP_URL, pool: true })
const app = new Hono()

app.post('/mailings/:count', async (c) => {
  const count = Number(c.req.param('count'))
  await drive({ count, atOnce }, async (nth) => {
    await mailer.sendMail({ ...peerLetter, to: `reader${nth}@bare.example` })
    await sql`insert into rows (body) values ('{"what": "a mail"}')`
  })
  return c.json({ count })
})

serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () =>
  console.log('bare nodemailer is ready'),
)
