import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { connect, type Json } from '../../../database/connect.ts'

const { DATABASE_URL = '', PORT = '' } = process.env
const sql = connect(DATABASE_URL)
const app = new Hono()

app.post('/applications', async (c) => {
  const body = (await c.req.json()) as Json
  const [row] = await sql<{ id: number }[]>`
    insert into rows (body) values (${sql.json(body)}) returning id
  `
  return c.json({ id: row?.id }, 201)
})

serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () =>
  console.log('bare Hono is ready'),
)
