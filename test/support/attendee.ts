import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { somebody } from './applicant.ts'
import { aCheck, recorded } from './desk.ts'
import { addresses, placed } from './purchase.ts'
import type { World } from './world.ts'

export interface Attendee {
  name: string
  email: string
}

/** Somebody with a place in a webinar, which was sold before the product was there. */
export async function attendee(
  world: World,
  webinar: string,
  person: Attendee = somebody('Ada Attendee'),
): Promise<Attendee> {
  const sent = await world.post(
    '/carry-overs/registrations',
    { webinar, ...person },
    { as: world.ann },
  )
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return person
}

/** The people of an institution that has paid for all of them, who have had their invitations. */
export async function attendees(world: World, webinar: string, count: number): Promise<Attendee[]> {
  const people = addresses(count)
  const { number } = await placed(world, webinar, {
    product: 'institution',
    seats: count,
    people,
    paysBy: 'invoice',
    purchaseOrderNumber: null,
  })
  const cents = 49_900
  await recorded(world, aCheck({ cents, allocations: [{ order: number, cents }] }))
  const areInvited = () => {
    const invited = new Set(world.inbox.list().flatMap(({ to }) => to))
    return people.every((email) => invited.has(email))
  }
  for (let tries = 0; !areInvited() && tries < 120; tries += 1) await setTimeout(500)
  await world.quiet()
  return people.map((email) => ({ name: email, email }))
}
