import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { aCheck, recorded } from './support/desk.ts'
import type { Post, Reply } from './support/http.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let check: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  check = await recorded(world, aCheck())
})
after(() => world.close())

const nobody = randomUUID()
const long = (length: number) => 'x'.repeat(length)
const rowsThere = async () => {
  const [row] = await world.sql`
    select (select count(*) from submissions) as submissions, (select count(*) from checks) as checks,
      (select count(*) from check_allocations) as allocations, (select count(*) from credit_entries) as entries
  `
  return row
}

/** Sends it, and asserts the exact answer and that nothing was kept. */
async function refused(
  send: () => Promise<Reply>,
  { status, sentence, field }: { status: number; sentence: string; field?: string },
): Promise<void> {
  const before = await rowsThere()
  const reply = await send()
  assert.equal(reply.status, status, JSON.stringify(reply.body))
  assert.equal(reply.body.detail, sentence)
  if (field) assert.deepEqual(reply.body.errors, [{ field, message: sentence }])
  assert.deepEqual(await rowsThere(), before)
}

const money = (path: string, body: unknown, how: Post = {}) =>
  world.post(path, body, { as: world.ann, key: randomUUID(), ...how })

describe('a check with one field that is wrong', () => {
  const rows: [field: string, value: unknown, sentence: string, named?: string][] = [
    ['payer', undefined, 'Please give who wrote the check.'],
    ['payer', '  ', 'Please give who wrote the check.'],
    ['payer', 7, 'Please give who wrote the check.'],
    ['payer', long(201), 'Please keep who wrote the check to 200 characters.'],
    ['payer', 'City\u0000', 'Please remove line breaks and control characters.'],
    ['number', undefined, 'Please give the number of the check.'],
    ['number', 1024, 'Please give the number of the check.'],
    ['number', long(41), 'Please keep the number of the check to 40 characters.'],
    ['cents', undefined, 'Please give whole cents.'],
    ['cents', '500', 'Please give whole cents.'],
    ['cents', 0.5, 'Please give whole cents.'],
    ['cents', 0, 'Please give an amount above zero, in cents.'],
    ['cents', -100, 'Please give an amount above zero, in cents.'],
    ['cents', 100_000_001, 'Please give at most 1,000,000 dollars, in cents.'],
    ['receivedOn', undefined, 'Please give a date as YYYY-MM-DD.'],
    ['receivedOn', '2026-02-30', 'Please give a date that exists, as YYYY-MM-DD.'],
    ['receivedOn', '11/02/2026', 'Please give a date that exists, as YYYY-MM-DD.'],
    ['receivedOn', '2999-01-01', 'Please give a day that has come.'],
    ['memo', '\u0007', 'Please remove control characters.'],
    ['memo', long(1_001), 'Please keep what stands on the memo line to 1000 characters.'],
    ['creditOf', 'Ann', 'Please give organisation:<id> or person:<id>.'],
    ['creditOf', `order:${nobody}`, 'Please give organisation:<id> or person:<id>.'],
    ['creditOf', `person:${nobody}`, 'There is no such organization or person.'],
    ['creditOf', `organisation:${nobody}`, 'There is no such organization or person.'],
    ['allocations', '2041', 'Please give a list of orders with cents.'],
    [
      'allocations',
      [{ order: '9999999', cents: 1 }],
      'There is no order 9999999.',
      'allocations.0.order',
    ],
    [
      'allocations',
      [{ order: 'x', cents: 1 }],
      'This is not a number that we give.',
      'allocations.0.order',
    ],
    [
      'allocations',
      [{ order: '1', cents: 0 }],
      'Please give an amount above zero, in cents.',
      'allocations.0.cents',
    ],
    [
      'allocations',
      [{ order: '1', cents: 1, seats: 1 }],
      'There is no field “seats”.',
      'allocations.0.seats',
    ],
    [
      'allocations',
      [
        { order: '1', cents: 1 },
        { order: '1', cents: 1 },
      ],
      'Please give order 1 only once.',
      'allocations.1.order',
    ],
    [
      'allocations',
      [
        { order: '1', cents: 50_000 },
        { order: '2', cents: 1 },
      ],
      'This is more than the check: please allocate at most its amount.',
    ],
    [
      'allocations',
      Array.from({ length: 101 }, (_, index) => ({ order: String(index + 1), cents: 1 })),
      'Please give at most 100 orders.',
    ],
    ['isReversed', true, 'There is no field “isReversed”.'],
  ]
  for (const [field, value, sentence, named = field] of rows) {
    it(`${field} = ${JSON.stringify(value)?.slice(0, 50)}`, () =>
      refused(() => money('/checks', aCheck({ [field]: value })), {
        status: 422,
        sentence,
        field: named,
      }))
  }
})

describe('a change of a check with a field that is wrong', () => {
  const rows: [what: string, body: unknown, sentence: string, field: string][] = [
    ['allocations', {}, 'Please give a list of orders with cents.', 'allocations'],
    ['allocations', { allocations: [] }, 'Please give at least one order.', 'allocations'],
    [
      'allocations',
      { allocations: [{ order: '9999999', cents: 1 }] },
      'There is no order 9999999.',
      'allocations.0.order',
    ],
    ['moves', { from: '1' }, 'Please give the number of the order that shall have it.', 'to'],
    ['moves', { to: '1' }, 'Please give the number of the order that has it.', 'from'],
    ['moves', { from: '1', to: '9999999' }, 'There is no order 9999999.', 'to'],
    ['moves', { from: '1', to: '2', cents: 1 }, 'There is no field “cents”.', 'cents'],
    ['reversals', {}, 'Please give the reason: bounced or typed-wrongly.', 'reason'],
    [
      'reversals',
      { reason: 'lost' },
      'Please give the reason: bounced or typed-wrongly.',
      'reason',
    ],
    [
      'reversals',
      { reason: 'bounced', feeCents: 10_001 },
      'Please give at most $100.00, in cents.',
      'feeCents',
    ],
    [
      'reversals',
      { reason: 'typed-wrongly', feeCents: 3_000 },
      'Please ask for a fee only where the check bounced.',
      'feeCents',
    ],
    ['attributions', {}, 'Please give whose credit it is.', 'creditOf'],
    [
      'attributions',
      { creditOf: `person:${nobody}` },
      'There is no such organization or person.',
      'creditOf',
    ],
  ]
  for (const [what, body, sentence, field] of rows) {
    it(`${what} with ${JSON.stringify(body)}`, () =>
      refused(() => money(`/checks/${check}/${what}`, body), { status: 422, sentence, field }))
  }
})

describe('who may, and where', () => {
  const posts: [path: () => string, body: object][] = [
    [() => '/checks', aCheck()],
    [() => `/checks/${check}/allocations`, { allocations: [{ order: '1', cents: 1 }] }],
    [() => `/checks/${check}/moves`, { from: '1', to: '2' }],
    [() => `/checks/${check}/reversals`, { reason: 'bounced' }],
    [() => `/checks/${check}/attributions`, { creditOf: `person:${nobody}` }],
  ]
  for (const [path, body] of posts) {
    const what = String(path).slice(6)
    it(`${what} asks for an administrator’s token`, () =>
      refused(() => world.post(path(), body, { key: randomUUID() }), {
        status: 401,
        sentence: 'Please sign in, or send an administrator’s token as “Authorization: Bearer …”.',
      }))

    it(`${what} takes no token of somebody’s making`, () =>
      refused(() => world.post(path(), body, { key: randomUUID(), as: `${nobody}.forged` }), {
        status: 401,
        sentence: 'Please sign in, or send an administrator’s token as “Authorization: Bearer …”.',
      }))

    it(`${what} asks for an Idempotency-Key, for money moves`, () =>
      refused(() => world.post(path(), body, { as: world.ann }), {
        status: 422,
        sentence:
          'Money moves here: please send an Idempotency-Key, so that sending twice is harmless.',
        field: 'Idempotency-Key',
      }))
  }

  for (const [path, body] of posts.slice(1)) {
    const what = () => path().split('/').at(-1)
    it(`${String(path).slice(6)} of a check that is not there`, async () => {
      await refused(() => money(`/checks/${nobody}/${what()}`, { ...body }), {
        status: 404,
        sentence: 'There is no such check.',
      })
      await refused(() => money(`/checks/1024/${what()}`, body), {
        status: 422,
        sentence: 'This is not an id.',
        field: 'id',
      })
    })
  }

  for (const path of [
    '/checks',
    `/checks/${nobody}`,
    '/credits',
    '/deposits',
    `/deposits/${nobody}`,
  ]) {
    it(`GET ${path} is for administrators`, () =>
      refused(() => world.get(path), {
        status: 401,
        sentence: 'Please sign in, or send an administrator’s token as “Authorization: Bearer …”.',
      }))
  }

  it('a check that is not there is 404', () =>
    refused(() => world.get(`/checks/${nobody}`, { as: world.ann }), {
      status: 404,
      sentence: 'There is no such check.',
    }))

  const queries: [path: string, sentence: string, field: string][] = [
    ['/checks?from=yesterday', 'Please give a date that exists, as YYYY-MM-DD.', 'from'],
    ['/checks?limit=0', 'Please ask for at least 1.', 'limit'],
    ['/checks?cursor=%00', 'This cursor is not one of ours.', 'cursor'],
    ['/credits?holder=Ann', 'Please give organisation:<id> or person:<id>.', 'holder'],
  ]
  for (const [path, sentence, field] of queries) {
    it(`GET ${path}`, () =>
      refused(() => world.get(path, { as: world.ann }), { status: 422, sentence, field }))
  }

  it('a cursor of somebody’s own making is refused, not an error', () =>
    refused(() => world.get('/checks?cursor=1~2', { as: world.ann }), {
      status: 422,
      sentence: 'This cursor is not one of ours.',
    }))
})
