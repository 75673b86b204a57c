import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Hono } from 'hono'
import { readCookie, welcome } from '../api/session-cookie.ts'

const site = { publicUrl: 'https://webinars.example' }
const app = new Hono()
  .get('/in', (c) => welcome(c, site, { token: 'secret', next: '/me' }))
  .get('/who', (c) => c.text(readCookie(c, site, 'session') ?? 'nobody'))

it('a cookie is of exactly this host, by HTTPS alone, and out of reach of scripts', async () => {
  const lines = (await app.request('/in')).headers.getSetCookie()
  assert.deepEqual(
    lines.map((line) => line.split('=')[0]),
    ['__Host-session', '__Host-browser'],
  )
  for (const line of lines) {
    assert.match(line, /; Path=\//)
    assert.match(line, /; HttpOnly/)
    assert.match(line, /; Secure/)
    assert.match(line, /; SameSite=Lax/)
    assert.doesNotMatch(line, /Domain=/i)
  }
})

it('a cookie that a neighbouring host could have set is none', async () => {
  const who = async (cookie: string) => (await app.request('/who', { headers: { cookie } })).text()
  assert.equal(await who('session=secret'), 'nobody')
  assert.equal(await who('__Secure-session=secret'), 'nobody')
  assert.equal(await who('__host-session=secret'), 'nobody')
  assert.equal(await who('__Host-session=secret'), 'secret')
})
