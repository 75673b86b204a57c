import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { linkToken } from '../link.ts'
import { accessTable } from './support/access-table.ts'
import { member } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { host, recording, room, slides } from './support/host.ts'
import { holderUntil } from './support/pass-holder.ts'
import { accepted, type Purchase, seatsOf } from './support/purchase.ts'
import { answerTo, type Known } from './support/roles.ts'
import { signIn } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const key = 'development-secret-not-for-production'

let world: World
/** What belongs to somebody, by the noun in an address. */
let theirs: Record<string, Record<string, string>>
/** Another member who has bought, too: the cookie, and the link of the own order. */
let other: Known & { token: string }
before(async () => {
  world = await openWorld({ skipsTime: true })
  const webinar = await (await catalogue(world)).webinar({ startsInDays: 3 })
  const owner = await member(world)
  const order = await accepted(world, webinar, { people: [owner.email], buyer: named(owner) })
  const buyer = await member(world)
  const own = await accepted(world, webinar, { people: [buyer.email], buyer: named(buyer) })
  const desk = host(world)
  await desk.does(webinar, 'join-details', room)
  await desk.does(webinar, 'slides', slides)
  await desk.until(webinar, -2)
  await desk.does(webinar, 'recordings', recording)
  await world.quiet()
  theirs = await belongings(order, { owner: owner.id, webinar })
  const { cookie } = await signIn(world, buyer.email)
  other = { cookie: cookie(), bearer: '', token: own.token }
})
after(() => world.close())

describe('what is there and belongs to somebody else', () => {
  it('every route of such things has a row', () => {
    const written = accessTable('others').map(({ method, path }) => ({ method, path }))
    assert.deepEqual(written, routesOfThings())
  })

  for (const { method, path, answers } of accessTable('others')) {
    it(`${method} ${path} ${answers.join(' ')}`, async () => {
      const before = await changes()
      const given = []
      for (const token of ['', `?token=${other.token}`]) {
        given.push(await answerTo(world, { method, path: `${filled(path)}${token}`, by: other }))
      }
      assert.deepEqual(given, answers)
      assert.deepEqual(await changes(), before)
    })
  }

  it('is there: who may, sees each of it', async () => {
    const number = theirs.orders?.number ?? ''
    const token = linkToken(key, { noun: 'order', id: number, version: 1 })
    assert.equal((await world.get(`/orders/${number}?token=${token}`)).status, 200)
    for (const noun of ['documents', 'orders', 'passes', 'registrations', 'seats', 'inquiries']) {
      const [id = ''] = Object.values(theirs[noun] ?? {})
      assert.equal((await world.get(`/${noun}/${id}`, { as: world.ann })).status, 200, noun)
    }
  })
})

const named = ({ name, email }: { name: string; email: string }) => ({ name, email })

/** Every route with the id of a thing in it that is not for everybody. */
function routesOfThings() {
  const open =
    /^(GET \/(api\/v1\/)?(webinars\/:slug|submissions|received)|GET \/(documents|files)\/)|card-return/
  return [...accessTable('api'), ...accessTable('pages')]
    .map(({ method, path }) => ({ method, path }))
    .filter(({ path }) => path.includes('/:'))
    .filter(({ method, path }) => {
      const row = `${method} ${path}`
      return !open.test(row) || /webinars\/:slug\/registrations/.test(row)
    })
}

async function belongings(order: Purchase, { owner, webinar }: { owner: string; webinar: string }) {
  const { number } = order
  const [seat] = await seatsOf(world, order)
  const pass = await holderUntil(world, 200)
  const asking = { name: 'Ida', email: order.buyer.email, about: 'other', text: 'Hello?' }
  const inquiry = String((await world.post('/inquiries', asking)).body.number)
  await world.quiet()
  const [file] = await world.sql`select id from documents order by position limit 1`
  const [letter] = await world.sql`select id from messages limit 1`
  const person = { id: owner, choice: 'recording-news', form: 'answers' }
  return {
    orders: { number, seat: seat?.id ?? '', form: 'cancellations' },
    passes: { number: pass.number, form: 'cancellations' },
    inquiries: { number: inquiry },
    registrations: { id: `${webinar}~${owner}` },
    seats: { id: seat?.id ?? '' },
    documents: { file: `${file?.id}.pdf` },
    people: person,
    applications: person,
    members: person,
    mail: { id: String(letter?.id ?? '') },
    messages: { id: String(letter?.id ?? '') },
    webinars: { slug: webinar, kind: 'join-details' },
    mailings: { id: `${webinar}~recording~1` },
    'address-changes': { side: 'old' },
    do: { noun: 'orders', id: number, what: 'cancellations' },
    open: { noun: 'orders', id: number },
  }
}

function filled(path: string): string {
  const [, noun = ''] = /^\/(?:api\/v1\/|console\/)?([\w-]+)\//.exec(path) ?? []
  return path.replace(/:(\w+)(\{\.\+\})?/g, (_, name) => theirs[noun]?.[name] ?? randomUUID())
}

async function changes() {
  const [row] = await world.sql`select count(*) from submissions`
  return row
}
