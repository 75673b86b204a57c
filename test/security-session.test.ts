import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { address } from './support/purchase.ts'
import { askFor, signIn, signInMail, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

/** The same browser, so many times. */
const tabs = ({ cookies }: Visitor, count: number): Visitor[] =>
  Array.from({ length: count }, () => {
    const tab = visitor(world)
    for (const [name, value] of cookies) tab.cookies.set(name, value)
    return tab
  })

describe('a code', () => {
  it('that twenty tabs type at once makes one session', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { code } = await signInMail(world, email)
    const all = await Promise.all(
      tabs(browser, 20).map((tab) => tab.post('/sign-in/code', { code })),
    )
    assert.equal(all.filter(({ status }) => status === 303).length, 1)
  })

  it('is not guessed by twenty at once: all of them count', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    await askFor(browser, email)
    const { code } = await signInMail(world, email)
    const wrong = code === '000000' ? '000001' : '000000'
    await Promise.all(tabs(browser, 20).map((tab) => tab.post('/sign-in/code', { code: wrong })))
    assert.equal((await browser.post('/sign-in/code', { code })).status, 422)
  })
})

describe('whether an address is known', () => {
  it('is told neither by the answer to asking, nor by how long it takes', async () => {
    const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    const told = new Set<string>()
    for (let round = 0; round < 8; round += 1) {
      const who = { known: (await member(world)).email, unknown: address('stranger') }
      for (const kind of ['known', 'unknown'] as const) {
        const began = performance.now()
        const { status, location, text, headers } = await askFor(visitor(world), who[kind])
        took[kind].push(performance.now() - began)
        const cookie = (headers.get('set-cookie') ?? '').replace(/browser=[\w-]+/, 'browser=…')
        told.add(JSON.stringify({ status, location, text, cookie }))
        await world.quiet()
      }
    }
    assert.equal(told.size, 1, [...told].join())
    const [known, unknown] = [median(took.known), median(took.unknown)]
    assert.ok(Math.abs(known - unknown) < 50, `${known} ms and ${unknown} ms`)
  })
})

describe('a session', () => {
  it('is never one that somebody else has chosen', async () => {
    const { email } = await member(world)
    const browser = visitor(world)
    browser.cookies.set('session', 'chosen-by-somebody-else')
    await signIn(world, email, browser)
    assert.notEqual(browser.cookies.get('session'), 'chosen-by-somebody-else')
    const other = visitor(world)
    other.cookies.set('session', 'chosen-by-somebody-else')
    assert.equal((await other.get('/me')).status, 303)
  })

  it('of somebody else cannot be ended', async () => {
    const mine = await signIn(world, (await member(world)).email)
    const theirs = await signIn(world, (await member(world)).email)
    const page = await theirs.get('/me/sessions')
    const session = /name="session" value="([\da-f-]{36})"/.exec(page.text)?.[1] ?? randomUUID()
    assert.ok(page.text.includes(session))
    await mine.post('/me/sessions', { session })
    assert.equal((await theirs.get('/me')).status, 200)
  })
})

describe('a role', () => {
  it('is not given by a field that a form or a request does not have', async () => {
    const { email } = await member(world)
    const browser = await signIn(world, email)
    const more = { role: 'administrator', isAdministrator: 'yes', person: randomUUID() }
    await browser.post('/me/profile', { key: randomUUID(), certificateName: 'Lena', ...more })
    const { status } = await world.post('/inquiries', {
      ...{ name: 'Lena', email, about: 'other', text: 'Hello', role: 'administrator' },
    })
    assert.equal(status, 422)
    assert.equal((await browser.get('/console')).status, 403)
  })

  it('that is taken away is gone at once, from the open session and the token', async () => {
    const email = address('rob')
    const added = { name: 'Rob', email, role: 'finance' }
    const { body } = await world.post('/administrators', added, { as: world.ann })
    const token = String(body.token)
    const id = token.split('.')[0]
    const browser = await signIn(world, email)
    assert.equal((await browser.get('/console')).status, 200)
    const raised = await world.post(
      `/administrators/${id}/role-changes`,
      { role: 'administrator' },
      { as: token },
    )
    assert.equal(raised.status, 403)
    const removed = await world.post(`/administrators/${id}/removals`, {}, { as: world.ann })
    assert.equal(removed.status, 201)
    assert.equal((await browser.get('/console')).status, 403)
    assert.equal((await world.get('/tasks', { as: token })).status, 403)
  })
})

describe('every request of the API that has a body', () => {
  it('takes no field beside those that it names, at whatever depth', async () => {
    const answer = await world.app.request('/api/openapi.json')
    const { paths, components } = (await answer.json()) as Record<string, Record<string, object>>
    const inJson = ['post', 'requestBody', 'content', 'application/json', 'schema']
    const bodies = Object.entries(paths ?? {})
      .map(([path, methods]) => ({ path, schema: find(methods, inJson) }))
      .filter(({ schema }) => schema !== undefined)
    assert.ok(bodies.length > 50, `only ${bodies.length} bodies`)
    assert.deepEqual(
      bodies.flatMap(({ path, schema }) => openParts(components, schema, path)),
      [],
    )
  })
})

/** Where a schema lets through what it does not name. */
function openParts(components: unknown, schema: unknown, where: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { $ref, properties, additionalProperties } = schema as Record<string, unknown>
  if (typeof $ref === 'string') {
    return openParts(components, find(components, $ref.split('/').slice(2)), where)
  }
  const within = Object.entries(schema).flatMap(([name, part]) =>
    openParts(components, part, `${where} ${name}`),
  )
  const isOpen = properties !== undefined && additionalProperties !== false
  return isOpen ? [where, ...within] : within
}

function find(from: unknown, path: string[]): unknown {
  return path.reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], from)
}

function median(all: number[]): number {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0
}
