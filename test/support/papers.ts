import assert from 'node:assert/strict'
import type { Purchase } from './purchase.ts'
import type { World } from './world.ts'

/** A document as the API lists it. */
export interface Listed {
  id: string
  kind: string
  number: string
  fileName: string | null
  link: string
}

/** What was issued for an order, the latest first, when all of it is rendered. */
export async function papersOf(world: World, purchase: Purchase): Promise<Listed[]> {
  return rendered(world, `/orders/${purchase.number}/documents?token=${purchase.token}`)
}

/** The documents of a list, as an administrator sees them, when all of them are rendered. */
export async function rendered(world: World, path: string): Promise<Listed[]> {
  const read = async () => (await world.get(path, { as: world.ann })).body.items as Listed[]
  await world.until(async () => (await read()).every(({ fileName }) => fileName !== null))
  return read()
}

/** The one document of a kind among those of an order. */
export async function paperOf(world: World, purchase: Purchase, kind: string): Promise<Listed> {
  const [paper, ...others] = (await papersOf(world, purchase)).filter((one) => one.kind === kind)
  assert.ok(paper, `no ${kind}`)
  assert.deepEqual(others, [])
  return paper
}

/** The file behind a document's own link, as its holder opens it. */
export async function opened(world: World, { link }: Pick<Listed, 'link'>): Promise<Uint8Array> {
  const { pathname, search } = new URL(link)
  const moved = await world.app.request(pathname + search)
  const response = await world.app.request(moved.headers.get('location') ?? '')
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'application/pdf')
  return new Uint8Array(await response.arrayBuffer())
}
