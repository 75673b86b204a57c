import assert from 'node:assert/strict'
import { outliveAway } from '../../database/away.ts'
import { request } from '../support/http.ts'
import { openRealWorld, type RealWorld } from '../support/real-world.ts'
import type { World } from '../support/world.ts'
import { calm } from './load.ts'
import { type MailDoor, openMailDoor } from './mail-door.ts'
import { type OwnPostgres, openOwnPostgres } from './own-postgres.ts'

/** A real world in which nothing is safe: its Postgres is its own, the API is a process, and mail goes through a door. */
export interface ExposedWorld extends RealWorld {
  postgres: OwnPostgres
  door: MailDoor
  /** Where the API listens. */
  url: string
}

/** `postgres` is the server it stands on; else one is started, and ends with it. */
export async function openExposed(postgres?: OwnPostgres): Promise<ExposedWorld> {
  outliveAway(() => undefined)
  const own = postgres ?? (await openOwnPostgres())
  const door = await openMailDoor()
  const world = await openRealWorld({
    DATABASE_URL: own.databaseUrl,
    SMTP_URL: door.url,
    POSTS_A_MINUTE: '1000000',
  })
  door.leadTo(world.inbox.smtpUrl)
  const url = await world.startApi()
  const overTheWire = {
    request: async (path: string, init: RequestInit) => {
      const asked = fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(60_000) })
      return asked.catch((error: unknown) => {
        assert.equal(unlogged(world.log('api')), '', 'the API has ended')
        throw error
      })
    },
  }
  return {
    ...world,
    postgres: own,
    door,
    url,
    post: (path, body, how) => request(overTheWire, 'POST', path, body, how),
    get: (path, how) => request(overTheWire, 'GET', path, undefined, how),
    async close() {
      await world.close()
      await door.close()
      await own.close()
    },
  }
}

/** What the helpers of other tests need, with the API on the wire. */
export function asWorld(world: ExposedWorld): World {
  const { url } = world
  const request = (address: string, init: RequestInit) => {
    const { pathname, search } = new URL(address)
    return fetch(`${url}${pathname}${search}`, { ...init, redirect: 'manual' })
  }
  return { ...world, app: { request }, quiet: () => calm(world) } as unknown as World
}

/** What a process says that is no line of its log: why it has ended. */
function unlogged(log: string): string {
  return log
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
    .join('\n')
}
