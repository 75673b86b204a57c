import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { linkToken } from '../../link.ts'
import { applied, member, waiting } from './applicant.ts'
import { catalogue } from './catalogue.ts'
import { type DescribedRoute, goodBody } from './described.ts'
import { aCheck, onCheck, recorded } from './desk.ts'
import { host } from './host.ts'
import { holderUntil } from './pass-holder.ts'
import { accepted, done, type Purchase, paid, placed } from './purchase.ts'
import type { World } from './world.ts'

/** What fills an address, and the secret of the link where a command is not the desk's. */
export type Thing = Record<string, string>

const secretKey = 'development-secret-not-for-production'
const reason = { reason: 'Because.' }

/** Things of each kind in each state in which some command is refused: how one is made. */
export async function statesOf(world: World): Promise<Record<string, () => Promise<Thing>>> {
  const shop = await catalogue(world)
  const webinar = await shop.webinar()
  const order = (make: () => Promise<Purchase>) => async () => ({ number: (await make()).number })
  const after = async (purchase: Purchase, what: string, body: object = {}) => {
    await done(world, purchase, what, body)
    return purchase
  }
  const decided = (what: string, body: object) => async () => {
    const { id } = await waiting(world)
    await must(world, `/applications/${id}/${what}`, body)
    return ofApplicant(world, id)
  }
  const moved = (what: string, body: object) => async () => {
    const slug = await shop.webinar()
    await must(world, `/webinars/${slug}/${what}`, body)
    return { slug }
  }
  const pass = async () => ({ number: (await holderUntil(world, 200)).number })
  const inquiry = async (): Promise<Thing> => {
    const asking = { name: 'Ida', email: 'ida@library.example', about: 'other', text: 'Hello?' }
    const number = String((await world.post('/inquiries', asking)).body.number)
    return { number, token: linkToken(secretKey, { noun: 'inquiry', id: number, version: 1 }) }
  }
  const told =
    (make: () => Promise<Thing>, noun: string, what: string, body: object) => async () => {
      const thing = await make()
      await must(world, `/${noun}/${thing.number}/${what}`, body)
      return thing
    }
  return {
    'orders: purchase order submitted': order(() => placed(world, webinar)),
    'orders: purchase order declined': order(async () =>
      after(await placed(world, webinar), 'purchase-order-declines', reason),
    ),
    'orders: invoiced': order(() => accepted(world, webinar)),
    'orders: paid': order(async () => {
      const purchase = await accepted(world, webinar)
      await paid(world, [[purchase, 32_500]])
      return purchase
    }),
    'orders: canceled': order(async () => after(await accepted(world, webinar), 'cancellations')),
    'orders: written off': order(async () =>
      after(await accepted(world, webinar), 'write-offs', reason),
    ),
    'applications: not confirmed': async () => ofApplicant(world, (await applied(world)).id),
    'applications: waiting': async () => ofApplicant(world, (await waiting(world)).id),
    'applications: member': async () => ofApplicant(world, (await member(world)).id),
    'applications: rejected': decided('rejections', reason),
    'webinars: on sale': async () => ({ slug: await shop.webinar() }),
    'webinars: postponed': moved('postponements', {}),
    'webinars: canceled': moved('cancellations', { ...reason, remedy: 'refund' }),
    'webinars: over': async () => {
      const slug = await shop.webinar({ startsInDays: 1 })
      await host(world).until(slug, -2)
      return { slug }
    },
    'checks: reversed': async () => {
      const id = await recorded(world, aCheck())
      await onCheck(world, id, 'reversals', { reason: 'bounced' })
      return { id }
    },
    'passes: active': pass,
    'passes: canceled': told(pass, 'passes', 'cancellations', {}),
    'passes: suspended': told(pass, 'passes', 'suspensions', reason),
    'inquiries: open': inquiry,
    'inquiries: closed': told(inquiry, 'inquiries', 'closings', {}),
  }
}

/** The commands that a thing of a kind can be told. */
export function commandsOf(state: string, routes: DescribedRoute[]): DescribedRoute[] {
  const noun = state.split(':')[0]
  const about = new RegExp(`^/${noun}/\\{\\w+\\}/[\\w-]+$`)
  return routes.filter(
    ({ method, path, isForm }) => method === 'POST' && about.test(path) && !isForm,
  )
}

/** What a thing answers to a command that is right in itself. */
export async function answerOf(
  world: World,
  thing: Thing,
  { path, bodies: [body = {}] }: DescribedRoute,
): Promise<{ what: string; answer: string }> {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name) => thing[name] ?? '')
  const query = thing.token ? `?token=${thing.token}` : ''
  const reply = await world.post(`${address}${query}`, goodBody(body), {
    as: world.ann,
    key: randomUUID(),
  })
  const { status, body: told } = reply
  assert.ok(status < 500, JSON.stringify(told))
  return {
    what: path.split('/').at(-1) ?? '',
    answer: `${status} ${timeless(String(told.detail))}`,
  }
}

/** The sentence without what is another one tomorrow. */
function timeless(sentence: string): string {
  return sentence
    .replaceAll(/\b(\w+day, )?[A-Z][a-z]+ \d{1,2}, \d{4}(, \d+:\d\d [AP]M [A-Z]+)?/g, '‹when›')
    .replaceAll(/[\w.-]+@library\.example/g, '‹address›')
    .replaceAll(/\b[a-z]+-[\da-f]{8}\b/g, '‹name›')
    .replaceAll(/(order|pass|check|invoice|inquiry) (\d{4,})/gi, '$1 ‹number›')
}

async function ofApplicant(world: World, id: string): Promise<Thing> {
  const [row] = await world.sql`select application from memberships where person_id = ${id}`
  const version = Number(row?.application)
  return { id, token: linkToken(secretKey, { noun: 'application', id, version }) }
}

async function must(world: World, path: string, body: object): Promise<void> {
  const { status, body: told } = await world.post(path, body, { as: world.ann, key: randomUUID() })
  assert.equal(status, 201, `${path}: ${JSON.stringify(told)}`)
}
