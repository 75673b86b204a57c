import assert from 'node:assert/strict'
import { atNine, localDate } from '../../domain/calendar.ts'
import { addDays } from '../../domain/date.ts'
import { somebody } from './applicant.ts'
import type { World } from './world.ts'

export const zone = 'America/New_York'

export interface Holder {
  number: string
  email: string
  name: string
  startsOn: string
  endsOn: string
}

/** The date that it is where the organisation is, so many days from now. */
export const dayFromNow = (world: World, days: number): string =>
  addDays(localDate(world.now().toISOString(), zone), days)

/** Lets time go by until ten in the morning of a date, when the mails of that day have gone out. */
export async function passUntil(world: World, date: string): Promise<void> {
  const at = Date.parse(atNine(date, zone)) + 3_600_000
  await world.pass(at - world.now().getTime())
}

/** Somebody whose pass was carried over and ends so many days from now. */
export async function holderUntil(world: World, days: number): Promise<Holder> {
  const person = somebody('Paula Passmore')
  const endsOn = dayFromNow(world, days)
  const startsOn = addDays(endsOn, -364)
  const sent = await world.post(
    '/carry-overs/passes',
    { ...person, product: 'individual-annual', startsOn, endsOn },
    { as: world.ann },
  )
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return { ...person, number: String(sent.body.number), startsOn, endsOn }
}

/** What a pass opens now: its grant of everything of the presenter, or null when there is none. */
export async function openedBy(world: World, number: string) {
  const [grant] = await world.sql<{ validUntil: string; isOpen: boolean }[]>`
    select valid_until as "validUntil",
      ended_at is null and suspended_at is null and valid_until > ${world.now().toISOString()} as "isOpen"
    from grants
    where source = ${`pass:${number}`} and presenter = 'steve-albrecht'
  `
  return grant ?? null
}

export async function passOf(world: World, number: string): Promise<Record<string, unknown>> {
  return (await world.get(`/passes/${number}`, { as: world.ann })).body
}
