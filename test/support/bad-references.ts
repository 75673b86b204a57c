import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { catalogue, draft } from './catalogue.ts'
import { aCheck, recorded } from './desk.ts'
import { host } from './host.ts'
import { accepted, request, seatsOf } from './purchase.ts'
import type { World } from './world.ts'

/** What is asked for in a good form, of what is not there, is somebody else's, or has been; by `route field · what`. */
export type Reference = [path: string, field: string, what: string, body: object]

const nobody = randomUUID()
const gap = '2027-03-14T02:30:00'
const overlap = '2027-11-07T01:30:00'
const timeZone = 'America/New_York'

/** Every such request. */
export async function references(world: World): Promise<Reference[]> {
  const shop = await catalogue(world)
  const slug = await shop.webinar({ startsInDays: 30 })
  const canceled = await shop.webinar({ startsInDays: 30 })
  const past = await shop.webinar({ startsInDays: 1 })
  const body = { reason: 'Because.', remedy: 'refund' }
  await world.post(`/webinars/${canceled}/cancellations`, body, { as: world.ann })
  const order = await accepted(world, slug)
  const [others] = await seatsOf(world, await accepted(world, slug))
  const check = await recorded(world, aCheck())
  await host(world).until(past, -2)
  const at = `/orders/${order.number}`
  const started = { startsAt: '2027-02-20T14:00:00' }
  const webinar = (more: object) => draft({ slug: `webinar-${randomUUID()}`, ...started, ...more })
  const carried = (more: object) => webinar({ recordingUrl: 'https://video.example/1', ...more })
  const allocations = [{ order: '999999', cents: 100 }]
  const pass = { slug: 'p', title: 'P', priceCents: 100, termMonths: 12, opensPresenter: 'nobody' }
  const passOrder = { product: 'pass', webinar: null, seats: 1, people: [] }
  const free = { ...passOrder, product: 'individual', paysBy: 'free', passNumber: '999999' }
  const line = { what: 'line', reason: 'Because.', line: 0, quantity: 1, leaving: [others?.id] }
  return [
    ['/orders', 'webinar', 'unknown', request('no-such')],
    ['/orders', 'webinar', 'over', request(past)],
    ['/orders', 'webinar', 'canceled', request(canceled)],
    ['/orders', 'passProduct', 'unknown', request('', { ...passOrder, passProduct: 'no-such' })],
    ['/orders', 'passNumber', 'unknown', request('', { ...free, webinar: slug })],
    [`${at}/seat-reductions`, 'leaving', 'of another order', { seats: 4, leaving: [others?.id] }],
    [`${at}/refunds`, 'leaving', 'of another order', line],
    [
      `${at}/seats/${others?.id}/reassignments`,
      'seat',
      'of another order',
      { email: 'a@b.example' },
    ],
    [`${at}/seats/${nobody}/resends`, 'seat', 'unknown', {}],
    [`${at}/credit-refunds`, 'payment', 'unknown', { payment: nobody, cents: 100 }],
    ['/checks', 'allocations', 'unknown order', aCheck({ allocations })],
    ['/checks', 'creditOf', 'unknown', aCheck({ creditOf: `person:${nobody}` })],
    [`/checks/${check}/allocations`, 'allocations', 'unknown order', { allocations }],
    [`/checks/${check}/moves`, 'from', 'unknown order', { from: '999999', to: order.number }],
    [`/checks/${check}/moves`, 'to', 'unknown order', { from: order.number, to: '999999' }],
    [`/checks/${nobody}/reversals`, 'id', 'unknown', { reason: 'bounced' }],
    ['/statements', 'organisation', 'unknown', { organisation: nobody }],
    ['/statements', 'person', 'unknown', { person: nobody }],
    ['/statements', 'order', 'unknown', { order: '999999' }],
    ['/pass-products', 'opensPresenter', 'unknown', pass],
    ['/webinars', 'presenter', 'unknown', webinar({ presenter: 'nobody' })],
    ['/webinars', 'series', 'unknown', webinar({ series: ['no-such'] })],
    ['/webinars', 'priceList', 'unknown', webinar({ priceList: '1999' })],
    ['/webinars', 'startsAt', 'gap', webinar({ startsAt: gap })],
    ['/webinars', 'startsAt', 'overlap', webinar({ startsAt: overlap })],
    [`/webinars/${slug}/changes`, 'startsAt', 'gap', { startsAt: gap, timeZone }],
    [`/webinars/${slug}/changes`, 'startsAt', 'overlap', { startsAt: overlap, timeZone }],
    [`/webinars/${slug}/reschedulings`, 'startsAt', 'gap', { startsAt: gap, timeZone }],
    [`/webinars/${slug}/reschedulings`, 'startsAt', 'overlap', { startsAt: overlap, timeZone }],
    ['/carry-overs/webinars', 'startsAt', 'gap', carried({ startsAt: gap })],
    ['/carry-overs/webinars', 'presenter', 'unknown', carried({ presenter: 'nobody' })],
    [
      '/carry-overs/registrations',
      'webinar',
      'unknown',
      { webinar: 'no-such', email: 'a@b.example' },
    ],
  ]
}

/** The line of a table: what is answered to it, without the ids that are others each time. */
export async function lineOf(
  world: World,
  [path, field, what, body]: Reference,
): Promise<{ route: string; line: string }> {
  const reply = await world.post(path, body, { as: world.ann, key: randomUUID() })
  assert.ok(reply.status < 500, JSON.stringify(reply.body))
  assert.equal(reply.headers.get('content-type'), 'application/problem+json', `${path} ${what}`)
  const route = path.replaceAll(/\/([\da-f]{8}-[\w-]+|\d+|webinar-\w+)(?=\/)/g, '/{}')
  const sentence = String(reply.body.detail).replaceAll(
    /, [A-Z]\w+day, .*? [AP]M [A-Z]+/g,
    ', ‹when›',
  )
  return { route: `POST ${route}`, line: `${field} · ${what} → ${reply.status} ${sentence}` }
}
