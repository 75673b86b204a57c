import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { somebody } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let number = ''
let token = ''
before(async () => {
  world = await openWorld({ skipsTime: true })
  const sent = await world.post('/inquiries', good)
  number = String(sent.body.number)
  token = String(sent.body.link).split('token=')[1] ?? ''
})
after(() => world.close())

const good = { ...somebody(), about: 'other', text: 'Hello?' }
const without = (field: string) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => name !== field))

describe('a wrong field', () => {
  const asking: [string, object, string, string][] = [
    ['no name', without('name'), 'name', 'Please give your name.'],
    ['no e-mail', without('email'), 'email', 'Please give an email address.'],
    [
      'no address at all',
      { ...good, email: 'nobody' },
      'email',
      'This is not an email address: it should look like name@library.org.',
    ],
    ['nothing asked', { ...good, text: ' ' }, 'text', 'Please give your question.'],
    [
      'too much',
      { ...good, text: 'a'.repeat(4_001) },
      'text',
      'Please keep your question to 4000 characters.',
    ],
    [
      'another subject',
      { ...good, about: 'weather' },
      'about',
      'Please give one of: group-discount, contract, invoice, trouble, other.',
    ],
    ['another field', { ...good, phone: '1' }, 'phone', 'There is no field “phone”.'],
    [
      'a line break in the name',
      { ...good, name: 'A\nB' },
      'name',
      'Please remove line breaks and control characters.',
    ],
  ]
  for (const [what, body, field, message] of asking) {
    it(`asking with ${what}`, async () => {
      const before = await world.sql`select count(*) from submissions`
      const answer = await world.post('/inquiries', body)
      assert.equal(answer.status, 422)
      assert.deepEqual(answer.body.errors, [{ field, message }])
      assert.deepEqual(await world.sql`select count(*) from submissions`, before)
    })
  }

  const nobody = '00000000-0000-4000-8000-000000000000'
  const acting: [string, object, string, string][] = [
    ['answers', {}, 'text', 'Please give the answer.'],
    ['answers', { text: 'Yes.', order: '999999' }, 'order', 'There is no such order.'],
    ['answers', { text: 'Yes.', order: 'x' }, 'order', 'This is not a number that we give.'],
    ['assignments', { owner: nobody }, 'owner', 'This is not an administrator.'],
    ['assignments', { owner: 'Ann' }, 'owner', 'This is not an id.'],
    ['closings', { note: '' }, 'note', 'Please give a note that the person may read.'],
  ]
  for (const [what, body, field, message] of acting) {
    it(`${what} with ${JSON.stringify(body)}`, async () => {
      const answer = await world.post(`/inquiries/${number}/${what}`, body, { as: world.ann })
      assert.equal(answer.status, 422)
      assert.deepEqual(answer.body.errors, [{ field, message }])
    })
  }

  it('a reply without a text', async () => {
    const answer = await world.post(`/inquiries/${number}/replies?token=${token}`, {})
    assert.deepEqual([answer.status, answer.body.detail], [422, 'Please give your reply.'])
  })

  for (const query of [
    'stage=lost',
    'about=weather',
    'owner=ann',
    'limit=0',
    'cursor=%00',
    'cursor=x~1',
  ]) {
    it(`a list with ${query}`, async () => {
      assert.equal((await world.get(`/inquiries?${query}`, { as: world.ann })).status, 422)
    })
  }
})

describe('who may', () => {
  const commands = ['assignments', 'answers', 'closings']
  for (const what of commands) {
    it(`${what}: administrators only`, async () => {
      const path = `/inquiries/${number}/${what}`
      assert.equal((await world.post(path, { text: 'Yes.' })).status, 401)
      assert.equal((await world.post(`${path}?token=${token}`, { text: 'Yes.' })).status, 401)
      assert.equal((await world.post(path, { text: 'Yes.' }, { as: 'x.y' })).status, 401)
    })

    it(`${what} of an inquiry that is not there`, async () => {
      const body = what === 'answers' ? { text: 'Yes.' } : {}
      const answer = await world.post(`/inquiries/999999/${what}`, body, { as: world.ann })
      assert.deepEqual([answer.status, answer.body.detail], [404, 'There is no such inquiry.'])
    })
  }

  it('a reply needs the link; a wrong one is answered like an inquiry that is not there', async () => {
    const reply = (path: string) => world.post(path, { text: 'Hello again.' })
    assert.equal((await reply(`/inquiries/${number}/replies`)).status, 401)
    const wrong = await reply(`/inquiries/${number}/replies?token=wrong`)
    const missing = await reply('/inquiries/999999/replies?token=wrong')
    assert.equal(wrong.status, 404)
    assert.deepEqual(wrong.body, missing.body)
  })

  it('reading one needs the link or an administrator; the list an administrator', async () => {
    assert.equal((await world.get(`/inquiries/${number}`)).status, 401)
    assert.equal((await world.get(`/inquiries/${number}?token=wrong`)).status, 404)
    assert.equal((await world.get('/inquiries/999999', { as: world.ann })).status, 404)
    assert.equal((await world.get(`/inquiries?token=${token}`)).status, 401)
  })

  it('bytes that cannot be read, and other types of content', async () => {
    assert.equal((await world.post('/inquiries', {}, { raw: '{' })).status, 400)
    const headers = { 'content-type': 'text/plain' }
    assert.equal((await world.post('/inquiries', {}, { headers })).status, 415)
  })
})
