import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { accessTable } from './support/access-table.ts'
import { applied, member, somebody } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { accepted, addresses } from './support/purchase.ts'
import { everybody } from './support/roles.ts'
import { origin, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let cookie: string
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar()
  cookie = (await everybody(world)).administrator.cookie
})
after(() => world.close())

const look = (path: string) => visitor(world).get(path, { cookie })

describe('every page', () => {
  const pages = accessTable('pages')
    .filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    .filter(({ answers }) => answers.at(-1) === '200')
    .map(({ path }) => path)

  it('runs only scripts of ours, named by a nonce, and has neither script nor style within', async () => {
    assert.ok(pages.length > 30, `only ${pages.length} pages`)
    for (const path of pages) {
      const { headers, text } = await look(path)
      if (!headers.get('content-type')?.startsWith('text/html')) continue
      const policy = headers.get('content-security-policy') ?? ''
      const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1]
      assert.ok(nonce, path)
      for (const [script = ''] of text.matchAll(/<script[^>]*>/g)) {
        assert.match(script, new RegExp(`src="/assets/[\\w.-]+" nonce="${escaped(nonce)}"`), path)
      }
      assert.doesNotMatch(text, /<style|\sstyle=|<[^>]*\son\w+=|javascript:/i, path)
      assert.match(policy, /default-src 'none'.*form-action 'self' http.*frame-ancestors 'none'/)
      assert.doesNotMatch(policy, /unsafe|\*/, path)
    }
  })

  it('is by HTTPS alone for a year, in no frame, and is what it says it is', async () => {
    for (const path of [...pages, '/nothing-here', '/api/v1/webinars']) {
      const { headers } = await look(path)
      assert.match(headers.get('strict-transport-security') ?? '', /max-age=31536000/, path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.match(headers.get('x-frame-options') ?? '', /SAMEORIGIN|DENY/, path)
      assert.match(headers.get('referrer-policy') ?? '', /same-origin|no-referrer/, path)
    }
  })

  it('that only a program reads runs nothing, whatever stands in it', async () => {
    for (const path of ['/api/v1/webinars', '/api/v1/nothing-here']) {
      const { headers } = await look(path)
      const policy = headers.get('content-security-policy')
      assert.equal(policy, "default-src 'none'; frame-ancestors 'none'", path)
    }
  })

  it('has a nonce of its own each time', async () => {
    const policies = [await look('/'), await look('/')].map(({ headers }) =>
      headers.get('content-security-policy'),
    )
    assert.notEqual(policies[0], policies[1])
  })
})

describe('what another site makes a browser send', () => {
  const foreign: Record<string, string | undefined>[] = [
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'https://webinars.example' },
    { origin: 'http://webinars.example:8080' },
    { origin: 'http://www.webinars.example' },
    { origin: 'http://webinars.example.evil.example' },
    { origin: 'http://evil.example/http://webinars.example' },
    { origin: 'http://WEBINARS.example' },
    { origin: 'file://' },
    { origin: undefined },
    { origin: undefined, 'sec-fetch-site': 'cross-site' },
    { origin: undefined, 'sec-fetch-site': 'same-site' },
    { origin: undefined, 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]

  for (const headers of foreign) {
    it(`does nothing: ${JSON.stringify({ origin: 'none', ...headers })}`, async () => {
      const { id } = await applied(world)
      const pages: [string, Record<string, string>][] = [
        ['/contact', { name: 'A', email: 'a@b.example', about: 'other', text: 'Hello' }],
        ['/me/profile', { certificateName: 'Mallory' }],
        ['/console/approvals', { person: id }],
        ['/sign-out', {}],
      ]
      for (const [path, fields] of pages) {
        const sent = { key: randomUUID(), ...fields }
        const answer = await visitor(world).post(path, sent, { ...headers, cookie })
        assert.equal(answer.status, 403, path)
      }
      const byCookie = await world.app.request(`${origin}/api/v1/applications/${id}/approvals`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', cookie, ...named(headers) },
      })
      assert.equal(byCookie.status, 403)
      assert.equal((await look('/me/profile')).status, 200)
    })
  }

  it('is told from what a page of ours sends, also by a browser that names no origin', async () => {
    const own = { origin: undefined, 'sec-fetch-site': 'same-origin', cookie }
    const sent = await visitor(world).post('/me/profile', { key: randomUUID() }, own)
    assert.equal(sent.status, 303)
  })
})

describe('words that are code elsewhere', () => {
  const script = `<script>alert('${randomUUID()}')</script>`
  const breakout = `"><img src=x onerror=alert(1)>' onfocus='alert(1)`

  it('are shown as they were typed, wherever they are shown', async () => {
    const person = { ...somebody(), name: script }
    const { id } = await applied(world, person)
    const buyer = { name: script, email: (await member(world)).email }
    const order = await accepted(world, webinar, {
      buyer,
      organisation: breakout,
      people: addresses(1),
      billTo: { name: breakout, email: buyer.email },
      purchaseOrderNumber: '<b>7</b>',
    })
    await world.quiet()
    const shown = [
      `/console/members/${id}`,
      '/console/members',
      '/console',
      `/console/orders/${order.number}`,
      '/console/orders',
      '/console/organisations',
      '/console/mail',
      `/orders/${order.number}?token=${order.token}`,
    ]
    let times = 0
    for (const path of shown) {
      const { status, text } = await look(path)
      assert.equal(status, 200, path)
      assert.doesNotMatch(
        text,
        /<script>alert|<img|<b>7|'\s?onfocus='|onerror=alert\(1\)>(?!')/,
        path,
      )
      times += text.split('&lt;script&gt;alert').length - 1
    }
    assert.ok(times > 3, `shown ${times} times`)
  })

  it('are no address of a page: only https:// is', async () => {
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'http://meet.example',
      '//meet.example',
      'https:',
    ]) {
      const path = `/webinars/${webinar}/join-details`
      assert.equal((await world.post(path, { url }, { as: world.ann })).status, 422, url)
    }
  })
})

describe('a forwarded address that somebody made up', () => {
  it('is believed of our own proxies alone, so nobody asks more often by it', async () => {
    const browser = visitor(world)
    const statuses = []
    for (let asked = 0; asked < 40; asked += 1) statuses.push(await ask(browser, asked))
    assert.ok(statuses.includes(429) || statuses.includes(409), statuses.join())
  })
})

async function ask(browser: Visitor, nth: number): Promise<number> {
  const sent = { key: randomUUID(), email: 'one@library.example', next: '' }
  const { status } = await browser.post('/sign-in', sent, { 'x-forwarded-for': `10.0.0.${nth}` })
  return status
}

function named(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => Boolean(header[1])),
  )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
