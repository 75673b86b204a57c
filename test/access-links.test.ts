import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { host, recording, room, slides } from './support/host.ts'
import { holderUntil } from './support/pass-holder.ts'
import { accepted, type Purchase, paid, reversed, seatsOf } from './support/purchase.ts'
import { askFor, signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

interface Link {
  /** `orders`, `seats`, `sign-in/link`: what it opens. */
  noun: string
  path: string
  token: string
}

let world: World
let links: Link[]
let stranger: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  const webinar = await (await catalogue(world)).webinar({ startsInDays: 3 })
  const desk = host(world)
  await holderUntil(world, 31)
  await holderUntil(world, 31)
  const buyers = [await member(world), await member(world)]
  for (const { email } of buyers) {
    const asking = { name: 'Ida', email, about: 'other', text: 'Hello?' }
    assert.equal((await world.post('/inquiries', asking)).status, 201)
    await accepted(world, webinar, { people: [email], buyer: { name: 'Ida', email } })
  }
  await desk.does(webinar, 'join-details', room)
  await desk.until(webinar, 20)
  for (const { email } of buyers) {
    const browser = await signIn(world, email)
    const wish = { key: email, email: email.replace('library', 'city') }
    assert.equal((await browser.post('/me/profile/address', wish)).status, 303)
    await askFor(visitor(world), email)
  }
  await world.quiet()
  links = await mailed()
  stranger = await signIn(world, (await member(world)).email)
})
after(() => world.close())

describe('every link in every mail', () => {
  it('is of these kinds, and opens for whoever has it', async () => {
    const nouns = [...new Set(links.map(({ noun }) => noun))].sort()
    assert.deepEqual(nouns, [
      'address-changes',
      'applications',
      'inquiries',
      'orders',
      'passes',
      'people',
      'registrations',
      'seats',
      'sign-in/link',
    ])
    for (const link of links) {
      assert.equal((await visitor(world).get(whole(link))).status, 200, link.path)
    }
  })

  it('can be looked at by a scanner, of each kind twenty times over, and nothing has happened', async () => {
    const before = await everything()
    const seen = new Set<string>()
    for (const link of links) {
      const scanner = visitor(world, 'SafeLinks/1.0')
      const times = Array.from({ length: seen.has(link.noun) ? 1 : 10 })
      await Promise.all(times.map(() => scanner.head(whole(link))))
      await Promise.all(times.map(() => scanner.get(whole(link))))
      seen.add(link.noun)
    }
    await world.quiet()
    assert.deepEqual(await everything(), before)
  })

  it('opens nothing without its secret, with that of another, or with half of it', async () => {
    const withId = links.filter(({ noun }) => noun !== 'sign-in/link')
    for (const { noun, path, token } of withId) {
      const other = withId.find((one) => one.noun === noun && one.path !== path)
      assert.ok(other, `only one link of ${noun}`)
      const nobody = visitor(world)
      const expected: [Visitor, string, number][] = [
        [nobody, path, 303],
        [stranger, path, 401],
        [nobody, `${path}?token=${other.token}`, 404],
        [stranger, `${path}?token=${other.token}`, 404],
        [nobody, `${path}?token=${token.slice(0, 16)}`, 404],
        [nobody, `${path}?token=${token.toUpperCase()}`, 404],
        [nobody, `${path}?token=${token}&token=${other.token}`, 200],
        [nobody, `${path}?token=${other.token}&token=${token}`, 404],
      ]
      for (const [browser, wanted, status] of expected) {
        assert.equal((await browser.get(wanted)).status, status, wanted)
      }
    }
  })
})

describe('a recording', () => {
  it('is watched by whoever has paid, and by nobody before, without, or once the check has bounced', async () => {
    const webinar = await (await catalogue(world)).webinar()
    const order = await accepted(world, webinar)
    const desk = host(world)
    await desk.does(webinar, 'join-details', room)
    await desk.until(webinar, -2)
    await desk.does(webinar, 'recordings', recording)
    await desk.does(webinar, 'slides', slides)
    const place = `${webinar}~${await personOf(order)}`
    const { token } = (await mailed()).find(({ path }) => path.includes(place)) ?? { token: '' }
    const watched = async (secret: string) => {
      const { status, location } = await visitor(world).get(
        `/registrations/${place}/recording?token=${secret}`,
      )
      if (location === recording.url) return 'watched'
      return location?.startsWith(`/registrations/${place}?`) ? 'told why not' : status
    }
    assert.equal(await watched(token), 'told why not')
    const check = await paid(world, [[order, 32_500]])
    await world.quiet()
    assert.deepEqual(
      [await watched(token), await watched('forged'), await watched('')],
      ['watched', 404, 303],
    )
    assert.equal((await stranger.get(`/registrations/${place}/recording`)).status, 401)
    await reversed(world, check)
    await world.pass('95 days')
    assert.equal(await watched(token), 'told why not')
  })
})

/** Every link with a secret in the mail that went out. */
async function mailed(): Promise<Link[]> {
  const found = new Map<string, Link>()
  for (const { id } of world.inbox.list()) {
    const { text = '' } = (await world.inbox.read(id)) ?? {}
    for (const [, path = '', token = ''] of text.matchAll(/example(\/[^\s?]+)\?token=([\w-]+)/g)) {
      const noun = /^\/(sign-in\/link|[\w-]+)/.exec(path)?.[1] ?? ''
      if (!path.startsWith('/api/')) found.set(`${path}/${token}`, { noun, path, token })
    }
  }
  return [...found.values()]
}

function whole({ path, token }: Link): string {
  return `${path}?token=${token}`
}

/** How much there is of all that anybody could have brought about. */
async function everything() {
  const [counted] = await world.sql`
    select (select count(*) from submissions) as submissions, (select count(*) from messages) as mail,
      (select count(*) from sessions) as sessions, (select count(*) from people) as people,
      (select count(*) from sign_in_requests where used_at is null) as unused,
      (select string_agg(stage, ',' order by id) from address_changes) as changes
  `
  return { ...counted }
}

async function personOf(order: Purchase): Promise<string> {
  const [seat] = await seatsOf(world, order)
  const [row] = await world.sql<{ person_id: string }[]>`
    select person_id from seats where id = ${String(seat?.id)}
  `
  return row?.person_id ?? assert.fail('Nobody has the seat')
}
