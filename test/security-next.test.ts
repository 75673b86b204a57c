import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextPage } from '../api/next.ts'

const site = 'https://webinars.example'

describe('the page to go on to', () => {
  const rows: [wanted: unknown, page: string][] = [
    ['/orders/new?webinar=one', '/orders/new?webinar=one'],
    ['/console', '/console'],
    ['/a/../console', '/console'],
    ['/me#there', '/me'],
    [undefined, '/me'],
    [['/console'], '/me'],
    ['', '/me'],
    ['me', '/me'],
    ['https://evil.example', '/me'],
    ['https://webinars.example@evil.example', '/me'],
    ['//evil.example', '/me'],
    ['///evil.example', '/me'],
    ['/\\evil.example', '/me'],
    ['\\\\evil.example', '/me'],
    ['/a/..//evil.example', '/me'],
    ['/.//evil.example', '/me'],
    ['/%2e//evil.example', '/me'],
    ['/\t/evil.example', '/me'],
    ['/\n/evil.example', '/me'],
    [' //evil.example', '/me'],
    ['/me\r\nSet-Cookie: session=1', '/me'],
    ['/mé', '/me'],
    ['javascript:alert(1)', '/me'],
    ['data:text/html,1', '/me'],
    [`/${'a'.repeat(500)}`, '/me'],
  ]
  for (const [wanted, page] of rows) {
    it(`${JSON.stringify(wanted)?.slice(0, 50)} is ${page}`, () => {
      const next = nextPage(wanted, site)
      assert.equal(next, page)
      assert.equal(new URL(next, site).origin, site)
    })
  }
})
