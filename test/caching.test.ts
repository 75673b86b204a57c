import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assets } from '../api/assets.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const kept: [what: string, path: string, by: string | null][] = [
  [
    'a page: its reader, who asks each time whether it still stands',
    '/webinars',
    'private, no-cache',
  ],
  ['a page that is not there: the same', '/nowhere', 'private, no-cache'],
  ['a page about secrets: nobody', '/address-changes/nobody', 'no-store'],
  ['a style sheet: everybody, for ever', assets.style, 'public, max-age=31536000, immutable'],
  ['what programs read: as they see fit', '/api/v1/presenters', null],
]

describe('who may keep an answer', () => {
  for (const [what, path, by] of kept) {
    it(what, async () => {
      const { headers } = await world.app.request(path, {})
      assert.equal(headers.get('cache-control'), by)
      assert.equal(headers.get('vary')?.toLowerCase(), 'accept-encoding')
    })
  }
})
