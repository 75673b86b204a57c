import assert from 'node:assert/strict'
import { somebody } from './applicant.ts'
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

/** So many at once, each with a place. */
export async function attendees(world: World, webinar: string, count: number): Promise<Attendee[]> {
  const people = Array.from({ length: count }, () => somebody('Ada Attendee'))
  const rows = people.map(({ name, email }) => `${webinar},${email},${name}`)
  const csv = ['webinar,email,name', ...rows].join('\n')
  const sent = await world.post('/carry-overs', { kind: 'registrations', csv }, { as: world.ann })
  assert.ok([201, 202].includes(sent.status), JSON.stringify(sent.body))
  const hasAll = async () => {
    const { body } = await world.get(`/webinars/${webinar}`, { as: world.ann })
    return Number(body.canAttend) >= count
  }
  for (let sweeps = 0; !(await hasAll()) && sweeps < 40; sweeps += 1) {
    await world.skip('15 seconds')
    await world.sweep()
  }
  assert.ok(await hasAll())
  return people
}
