import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { catalogueRequests, readCatalogue } from '../../dev/catalogue.ts'
import { localStart } from '../../dev/local-start.ts'
import type { World } from './world.ts'

/** What of a world is needed to sell something in it. */
export type Shop = Pick<World, 'post' | 'ann' | 'now'>

const zone = 'America/New_York'

export interface WebinarWanted {
  startsInDays?: number
  /** In place of 14:00 in New York: a local start, and its zone. */
  startsAt?: string
  timeZone?: string
  priceList?: string
  title?: string
  minutes?: number
}

/** The catalogue as administrators have saved it, and how a webinar of it comes on sale. */
export interface CatalogueThere {
  /** A webinar on sale that nobody else knows, at 14:00 in New York so many days from now; its slug. */
  webinar: (wanted?: WebinarWanted) => Promise<string>
}

/** Saves the reference catalogue through the API. */
export async function catalogue(
  world: Shop,
  { startsInDays: usually = 21 }: { startsInDays?: number } = {},
): Promise<CatalogueThere> {
  for (const { path, body } of catalogueRequests(await readCatalogue())) {
    await sent(world, path, body)
  }
  return {
    async webinar({ startsInDays = usually, ...wanted } = {}) {
      const slug = `webinar-${randomUUID().slice(0, 8)}`
      const startsAt = localStart({ now: world.now(), days: startsInDays, zone })
      await sent(world, '/webinars', draft({ slug, startsAt, ...wanted }))
      await sent(world, `/webinars/${slug}/publications`, {})
      return slug
    },
  }
}

/** What an administrator sends to make a webinar. */
export const draft = (more: object): Record<string, unknown> => ({
  title: 'Calm Desks in Busy Libraries',
  series: ['library-safety'],
  presenter: 'steve-albrecht',
  timeZone: zone,
  minutes: 60,
  priceList: '2022',
  overview: 'How a desk stays calm when the room does not.',
  agenda: ['What people bring to the desk', 'What to say first'],
  ...more,
})

async function sent(world: Shop, path: string, body: object): Promise<void> {
  const reply = await world.post(path, body, { as: world.ann })
  assert.equal(reply.status, 201, `${path}: ${JSON.stringify(reply.body)}`)
}
