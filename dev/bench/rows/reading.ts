import { fill } from '../../bench-pages/fill.ts'
import { signIn } from '../../bench-pages/readers.ts'
import type { Ground } from '../ground.ts'
import { load } from '../load.ts'
import type { Row, Side } from '../row.ts'

const aim = { perSecond: 1_000, p99: 50 }
const atOnce = 10

/** Full of a small organisation's ten years; made once for all that is read. */
let full: Promise<{ url: string; cookie: string }> | undefined

/** The page with all webinars that are on sale, as a visitor opens it. */
export const catalogueRow: Row = {
  name: 'catalogue',
  unit: 'GETs of /webinars',
  aim,
  sides: (ground) => reading(ground, '/webinars', 'visitor'),
}

/** The first page of a list over 5,000 orders, as an administrator opens it. */
export const listRow: Row = {
  name: 'list',
  unit: 'GETs of /console/orders',
  aim,
  sides: (ground) => reading(ground, '/console/orders', 'administrator'),
}

async function reading(
  ground: Ground,
  path: string,
  as: 'visitor' | 'administrator',
): Promise<Side[]> {
  full ??= filled(ground)
  const { url, cookie } = await full
  const headers = as === 'visitor' ? {} : { cookie }
  const get = (count: number) =>
    load(url, { count, atOnce }, [200], () => ({ method: 'GET', path, headers }))
  const count = ground.isQuick ? 500 : 5_000
  return [{ name: 'product', prepare: () => get(count / 2), measure: () => get(count) }]
}

async function filled(ground: Ground): Promise<{ url: string; cookie: string }> {
  const databaseUrl = await ground.newDatabase('full')
  await fill(databaseUrl)
  const { administrator } = await signIn(databaseUrl)
  return { url: await ground.startApiAlone(databaseUrl), cookie: administrator }
}
