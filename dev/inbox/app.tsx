import { Hono } from 'hono'
import type { Mailbox } from './mailbox.ts'
import { ListPage, MessagePage, MissingPage } from './pages.tsx'
import { style } from './style.ts'

const listedAtMost = 200
const parsedAtMost = 50

/** The inbox as pages for people and as JSON for the tour and the tests. */
export function inboxApp(mailbox: Mailbox): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('content-security-policy')) {
      c.header('content-security-policy', "default-src 'none'; style-src 'self'; frame-src 'self'")
    }
    c.header('referrer-policy', 'no-referrer')
    c.header('x-content-type-options', 'nosniff')
  })
  pages(app, mailbox)
  json(app, mailbox)
  app.notFound((c) => c.html(<MissingPage />, 404))
  return app
}

function pages(app: Hono, mailbox: Mailbox): void {
  app.get('/', (c) => {
    const to = c.req.query('to') ?? ''
    const entries = mailbox.list(to)
    return c.html(
      <ListPage to={to} entries={entries.slice(0, listedAtMost)} all={entries.length} />,
    )
  })
  app.get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/messages/:id', async (c) => {
    const message = await mailbox.read(c.req.param('id'))
    return message ? c.html(<MessagePage message={message} />) : c.notFound()
  })
  app.get('/messages/:id/html', async (c) => {
    const message = await mailbox.read(c.req.param('id'))
    if (!message) return c.notFound()
    c.header('content-security-policy', foreignPagePolicy)
    return c.html(`<base target="_blank">${message.html}`)
  })
  app.get('/messages/:id/source', async (c) => {
    const source = await mailbox.source(c.req.param('id'))
    return source ? c.text(source.toString('utf8')) : c.notFound()
  })
}

/** A mail may look as it likes, and do nothing but open links in a new tab. */
const foreignPagePolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: https:',
  'font-src https:',
].join('; ')

function json(app: Hono, mailbox: Mailbox): void {
  app.get('/api/messages', async (c) => {
    const found = mailbox.list(c.req.query('to')).slice(0, parsedAtMost)
    const messages = await Promise.all(found.map(({ id }) => mailbox.read(id)))
    return c.json({ messages })
  })
  app.get('/api/messages/:id', async (c) => {
    const message = await mailbox.read(c.req.param('id'))
    return message ? c.json(message) : c.json({ error: 'There is no such mail.' }, 404)
  })
}
