import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { catalogue } from './catalogue.ts'
import { moneyPost } from './desk.ts'
import type { World } from './world.ts'

/** What is ordered here, with its price of the 2022 list: five log-ins, a showing, or one log-in. */
export const prices = { team: 32_500, showing: 29_900, one: 9_900 }

/** A library that orders by invoice, and the money side of its orders. */
export interface Library {
  name: string
  /** Its address, and whom the mails go to. */
  email: string
  order: (what: keyof typeof prices) => Promise<string>
  /** `organisation:<id>`, as credit names it; known once something was ordered. */
  holder: () => Promise<string>
}

/** A catalogue with one webinar on sale, and libraries that order it. */
export async function libraries(world: World): Promise<(name?: string) => Library> {
  const webinar = await (await catalogue(world)).webinar({ startsInDays: 200 })
  return (name = `Library ${randomUUID()}`) => library(world, webinar, name)
}

function library(world: World, webinar: string, name: string): Library {
  const email = `books-${randomUUID()}@library.example`
  let last = ''
  const wishes = {
    team: { product: 'team', seats: 5 },
    showing: { product: 'group-showing' },
    one: { product: 'individual' },
  }
  return {
    name,
    email,
    async order(what) {
      const buyer = { name: 'Bo Bookkeeper', email }
      const wish = { ...wishes[what], webinar, organisation: name, buyer, paysBy: 'invoice' }
      const reply = await moneyPost(world, '/orders', wish)
      assert.equal(reply.status, 201, JSON.stringify(reply.body))
      last = String(reply.body.subject).slice('order:'.length)
      return last
    },
    holder: async () => String((await orderShown(world, last)).creditHolder),
  }
}

export async function orderShown(world: World, number: string): Promise<Record<string, unknown>> {
  const { status, body } = await world.get(`/orders/${number}`, { as: world.ann })
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** The stage of an order, and what is open of it in cents. */
export async function standing(world: World, number: string): Promise<[unknown, unknown]> {
  await world.quiet()
  const { stage, openCents } = await orderShown(world, number)
  return [stage, openCents]
}

/** Something that an administrator does to an order and that must succeed. */
export async function onOrder(
  world: World,
  number: string,
  what: string,
  body: object = {},
): Promise<void> {
  const reply = await moneyPost(world, `/orders/${number}/${what}`, body)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
}
