import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { application, applied, somebody, waiting } from './support/applicant.ts'
import type { Post, Reply } from './support/http.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const nobody = randomUUID()
const rowsThere = async () => {
  const [row] = await world.sql`
    select (select count(*) from submissions) as submissions, (select count(*) from people) as people,
      (select count(*) from messages) as messages
  `
  return row
}

/** Sends it, and asserts the exact answer and that nothing was kept. */
async function refused(
  send: () => Promise<Reply>,
  status: number,
  sentence: string | RegExp,
): Promise<void> {
  await world.quiet()
  const before = await rowsThere()
  const reply = await send()
  assert.equal(reply.status, status, JSON.stringify(reply.body))
  assert.equal(reply.headers.get('content-type'), 'application/problem+json')
  assert.equal(reply.body.status, status)
  if (typeof sentence === 'string') assert.equal(reply.body.detail, sentence)
  else assert.match(String(reply.body.detail), sentence)
  assert.deepEqual(await rowsThere(), before)
}

describe('an application with one field that is wrong', () => {
  const long = (length: number) => 'x'.repeat(length)
  const rows: [field: string, value: unknown, sentence: string][] = [
    ['name', undefined, 'Please give your name.'],
    ['name', null, 'Please give your name.'],
    ['name', 7, 'Please give your name.'],
    ['name', '   ', 'Please give your name.'],
    ['name', long(201), 'Please keep your name to 200 characters.'],
    [
      'name',
      'Lena\r\nBcc: all@library.example',
      'Please remove line breaks and control characters.',
    ],
    ['name', 'Lena\u0000', 'Please remove line breaks and control characters.'],
    ['email', undefined, 'Please give an email address.'],
    ['email', ['a@library.example'], 'Please give an email address.'],
    ['email', 'lena', 'This is not an email address: it should look like name@library.org.'],
    [
      'email',
      'lena@library',
      'This is not an email address: it should look like name@library.org.',
    ],
    [
      'email',
      'lena@library.example, ben@library.example',
      'This is not an email address: it should look like name@library.org.',
    ],
    ['email', `${long(250)}@library.example`, 'This email address is too long.'],
    ['organisation', '', 'Please give your library or organization.'],
    ['role', '', 'Please give your role.'],
    ['why', long(4_001), 'Please keep what brings you here to 4000 characters.'],
    ['why', 'because\u0007', 'Please remove control characters.'],
    ['wanted', 'Not A Slug', 'Please give lower-case letters, digits and hyphens.'],
    ['wanted', '../../etc', 'Please give lower-case letters, digits and hyphens.'],
    ['isAdministrator', true, 'There is no field “isAdministrator”.'],
    ['__proto__x', {}, 'There is no field “__proto__x”.'],
  ]
  for (const [field, value, sentence] of rows) {
    it(`${field} = ${JSON.stringify(value)?.slice(0, 40)} is named with a sentence`, async () => {
      const body = application(somebody(), { [field]: value })
      await refused(() => world.post('/applications', body), 422, sentence)
      const reply = await world.post('/applications', body)
      assert.deepEqual(reply.body.errors, [{ field, message: sentence }])
    })
  }

  it('several wrong fields are named one by one', async () => {
    const reply = await world.post('/applications', {})
    assert.equal(reply.status, 422)
    const fields = (reply.body.errors as { field: string }[]).map(({ field }) => field)
    assert.deepEqual(fields, ['name', 'email', 'organisation', 'role', 'why'])
  })
})

describe('a body that cannot be read', () => {
  const rows: [what: string, how: Post, status: number, sentence: string][] = [
    [
      'broken JSON',
      { raw: '{"name":' },
      400,
      'The body is not JSON in UTF-8, so it could not be read.',
    ],
    ['no body', { raw: '' }, 400, 'The body is not JSON in UTF-8, so it could not be read.'],
    [
      'bytes that are no UTF-8',
      { raw: new Uint8Array([34, 255, 254, 34]) },
      400,
      'The body is not JSON in UTF-8, so it could not be read.',
    ],
    [
      'a form',
      { raw: 'name=Lena', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'Please send JSON, with “Content-Type: application/json”.',
    ],
    [
      'text',
      { raw: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'Please send JSON, with “Content-Type: application/json”.',
    ],
    ['a list', { raw: '[]' }, 422, 'Please send a JSON object.'],
    ['a null', { raw: 'null' }, 422, 'Please send a JSON object.'],
    [
      'a megabyte and more',
      { raw: JSON.stringify({ why: 'x'.repeat(1_000_001) }) },
      413,
      'Please send at most 1 MB.',
    ],
  ]
  for (const [what, how, status, sentence] of rows) {
    it(`${what} is answered ${status}`, () =>
      refused(() => world.post('/applications', undefined, how), status, sentence))
  }

  it('an Idempotency-Key that was used for something else is refused', async () => {
    const key = randomUUID()
    const first = application(somebody())
    assert.equal((await world.post('/applications', first, { key })).status, 201)
    await refused(
      () => world.post('/applications', { ...first, role: 'Director' }, { key }),
      422,
      'This Idempotency-Key was used for something else; use a new one for a new request.',
    )
  })

  it('an Idempotency-Key that is too short is refused', () =>
    refused(
      () => world.post('/applications', application(somebody()), { key: 'short' }),
      422,
      'Please send an Idempotency-Key of at least 8 characters.',
    ))
})

describe('who may do what', () => {
  const forged = () => `${world.ann.slice(0, -1)}${world.ann.endsWith('A') ? 'B' : 'A'}`
  const signIn = 'Please sign in, or send an administrator’s token as “Authorization: Bearer …”.'
  const decisions: [path: string, body: object][] = [
    ['approvals', {}],
    ['rejections', { reason: 'No.' }],
    ['rejection-undos', {}],
    ['information-requests', { question: 'Why?' }],
  ]
  for (const [what, body] of decisions) {
    it(`${what}: nobody but an administrator`, async () => {
      const { id } = await waiting(world)
      const path = `/applications/${id}/${what}`
      await refused(() => world.post(path, body), 401, signIn)
      await refused(() => world.post(path, body, { as: forged() }), 401, signIn)
      await refused(() => world.post(path, body, { as: 'the-first-one' }), 401, signIn)
    })

    it(`${what}: an application that is not there`, async () => {
      const as = { as: world.ann }
      await refused(
        () => world.post(`/applications/${nobody}/${what}`, body, as),
        404,
        'There is no such application.',
      )
      await refused(
        () => world.post(`/applications/17/${what}`, body, as),
        422,
        'This is not an id.',
      )
    })
  }

  for (const path of [
    '/applications',
    '/administrators',
    '/tasks',
    '/messages',
    '/timeline?subject=order:1',
  ]) {
    it(`GET ${path}: nobody but an administrator`, () =>
      refused(() => world.get(path), 401, signIn))
  }

  it('an application is shown only by its own link', async () => {
    const { id, email } = await applied(world)
    const other = await applied(world)
    const mail = await world.mail.to(email, 'confirm')
    const token = /token=([\w-]+)/.exec(mail.text)?.[1]
    assert.equal((await world.get(`/applications/${id}?token=${token}`)).status, 200)
    await refused(() => world.get(`/applications/${id}`), 401, /with the link that we sent/)
    await refused(
      () => world.get(`/applications/${other.id}?token=${token}`),
      404,
      'There is no such application.',
    )
    await refused(
      () => world.get(`/applications/${nobody}?token=${token}`),
      404,
      'There is no such application.',
    )
    await refused(
      () => world.post(`/applications/${other.id}/withdrawals?token=${token}`, {}),
      404,
      'There is no such application.',
    )
  })

  it('the one-time token makes the first administrator, and nobody after that', () =>
    refused(
      () => world.post('/administrators', somebody('Mal Mallory'), { as: 'the-first-one' }),
      401,
      signIn,
    ))
})

describe('lists', () => {
  const rows: [query: string, sentence: string][] = [
    ['limit=0', 'Please ask for at least 1.'],
    ['limit=201', 'Please ask for at most 200.'],
    ['limit=many', 'Please give a whole number.'],
    ['cursor=%00', 'This cursor is not one of ours.'],
    ['cursor=nonsense', 'This cursor is not one of ours.'],
    ['stage=approved', /^Please give one of: verifying/ as never],
  ]
  for (const [query, sentence] of rows) {
    it(`${query} is refused`, () =>
      refused(() => world.get(`/applications?${query}`, { as: world.ann }), 422, sentence))
  }

  it('a page leads on to the next, and none is shown twice', async () => {
    for (let count = 0; count < 3; count += 1) await waiting(world)
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await world.get(`/applications?limit=2${cursor}`, { as: world.ann })
      seen.push(...(page.body.items as { id: string }[]).map(({ id }) => id))
      cursor = page.body.next ? `&cursor=${encodeURIComponent(String(page.body.next))}` : ''
    } while (cursor !== '')
    assert.equal(new Set(seen).size, seen.length)
    const [row] = await world.sql`select count(*) as count from memberships`
    assert.equal(seen.length, row?.count)
  })
})

describe('what is not there', () => {
  it('a path that nobody knows is a problem, too', () =>
    refused(() => world.get('/nowhere'), 404, 'There is no such page.'))
  it('a submission that nobody sent', () =>
    refused(() => world.get(`/submissions/${nobody}`), 404, 'There is no such submission.'))
})
