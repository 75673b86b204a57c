import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { somebody } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { dayFromNow } from './support/pass-holder.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
  await catalogue(world)
})
after(() => world.close())

const submissions = async () => {
  const [row] = await world.sql<{ count: number }[]>`select count(*) from submissions`
  return row?.count
}

describe('who may bring over', () => {
  const paths = ['members', 'passes', 'webinars', 'registrations', 'invoices'].map(
    (kind) => `/carry-overs/${kind}`,
  )
  for (const path of [...paths, '/carry-overs', '/carry-over-previews']) {
    it(`${path}: administrators only`, async () => {
      const before = await submissions()
      for (const as of [undefined, 'a.b', `${randomUUID()}.x`]) {
        const answer = await world.post(path, {}, as ? { as } : {})
        assert.equal(answer.status, 401)
      }
      assert.equal((await world.post(path, {}, { as: world.ann, key: randomUUID() })).status, 422)
      const unreadable = { as: world.ann, key: randomUUID(), raw: '{"' }
      assert.equal((await world.post(path, {}, unreadable)).status, 400)
      const headers = { 'content-type': 'text/csv' }
      const other = await world.post(path, {}, { as: world.ann, key: randomUUID(), headers })
      assert.equal(other.status, 415)
      assert.equal(await submissions(), before)
    })
  }
})

describe('a wrong field', () => {
  const day = (days: number) => dayFromNow(world, days)
  const wrong: [string, () => object, string, string][] = [
    ['members', () => ({ name: undefined }), 'name', 'Please give the name.'],
    ['members', () => ({ email: 'x' }), 'email', notAnAddress()],
    ['members', () => ({ memberSince: '2021-02-29' }), 'memberSince', noDate()],
    ['members', () => ({ memberSince: day(1) }), 'memberSince', 'This day is still to come.'],
    ['members', () => ({ phone: '1' }), 'phone', 'There is no field “phone”.'],
    ['passes', () => ({ product: 'gold' }), 'product', 'There is no such pass in the catalogue.'],
    ['passes', () => ({ startsOn: undefined }), 'startsOn', 'Please give a date as YYYY-MM-DD.'],
    ['passes', () => ({ startsOn: day(1) }), 'startsOn', 'This term is still to begin.'],
    ['passes', () => ({ endsOn: day(-200) }), 'endsOn', 'This term ends before it begins.'],
    [
      'passes',
      () => ({ startsOn: day(-500), endsOn: day(-91) }),
      'endsOn',
      'This pass ended more than 90 days ago, so nothing is left of it.',
    ],
    ['registrations', () => ({ webinar: 'none' }), 'webinar', noWebinar()],
    ['registrations', () => ({ webinar: 'A B' }), 'webinar', noSlug()],
  ]
  for (const [kind, more, field, message] of wrong) {
    it(`${kind}: ${field}, “${message}”`, async () => {
      const good: Record<string, object> = {
        members: somebody(),
        passes: { ...somebody(), product: 'individual-annual', startsOn: day(-100) },
        registrations: { email: somebody().email },
      }
      const before = await submissions()
      const body = { ...good[kind], ...more() }
      const answer = await world.post(`/carry-overs/${kind}`, body, { as: world.ann })
      assert.equal(answer.status, 422, JSON.stringify(answer.body))
      assert.deepEqual(answer.body.errors, [{ field, message }])
      assert.equal(await submissions(), before)
    })
  }
})

describe('a file that cannot be read', () => {
  const columns = 'The columns are: name, email, organisation, role, memberSince.'
  const files: [string, string, string][] = [
    ['nothing', '', 'There is nothing in this file.'],
    ['a heading alone', 'name,email\n\n', 'There are no rows below the heading.'],
    [
      'semicolons',
      'name;email\nA;a@library.example',
      'Please separate the cells by commas; this file has semicolons.',
    ],
    [
      'tabs',
      'name\temail\nA\ta@library.example',
      'Please separate the cells by commas; this file has tabs.',
    ],
    ['another column', 'name,phone\nA,1', `There is no column “phone”. ${columns}`],
    ['a column twice', 'name,Name\nA,B', 'There are two columns “name”.'],
    [
      'an open quotation mark',
      'name,email\n"A,a@library.example',
      'There is a quotation mark that cannot be read, near line 2.',
    ],
    [
      'too many rows',
      `name,email\n${'A,a@library.example\n'.repeat(5_001)}`,
      'Please send at most 5000 rows at once; this file has 5001.',
    ],
  ]
  for (const [what, csv, message] of files) {
    for (const path of ['/carry-over-previews', '/carry-overs']) {
      it(`${what}, to ${path}`, async () => {
        const before = await submissions()
        const answer = await world.post(path, { kind: 'members', csv }, { as: world.ann })
        assert.equal(answer.status, 422, JSON.stringify(answer.body))
        assert.deepEqual(answer.body.errors, [{ field: 'csv', message }])
        assert.equal(await submissions(), before)
      })
    }
  }

  it('of no kind that is brought over', async () => {
    const answer = await world.post('/carry-overs', { kind: 'pets', csv: 'a' }, { as: world.ann })
    assert.deepEqual(answer.body.errors, [
      {
        field: 'kind',
        message: 'Please give one of: members, passes, webinars, registrations, invoices.',
      },
    ])
  })

  it('of 900,000 characters and more', async () => {
    const csv = 'a'.repeat(900_001)
    const answer = await world.post('/carry-overs', { kind: 'members', csv }, { as: world.ann })
    assert.deepEqual(answer.body.errors, [
      { field: 'csv', message: 'Please send at most 900,000 characters at once.' },
    ])
  })
})

function notAnAddress(): string {
  return 'This is not an email address: it should look like name@library.org.'
}

function noDate(): string {
  return 'Please give a date that exists, as YYYY-MM-DD.'
}

function noWebinar(): string {
  return 'There is no such webinar; please bring it over first.'
}

function noSlug(): string {
  return 'Please give lower-case letters, digits and hyphens.'
}
