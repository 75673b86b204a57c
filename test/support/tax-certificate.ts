import assert from 'node:assert/strict'
import { localDate } from '../../domain/calendar.ts'
import { addDays } from '../../domain/date.ts'
import type { Reply } from './http.ts'
import { type Purchase, placed, shown } from './purchase.ts'
import { form, sendForm } from './upload.ts'
import type { World } from './world.ts'

export const reason = { reason: 'Issued to somebody else.' }

/** The date in the organisation's zone so many days from now. */
export const inDays = ({ now }: World, days: number): string =>
  addDays(localDate(now().toISOString(), 'America/New_York'), days)

/** An order of an organisation that nobody else knows, and the organisation's id. */
export async function library(
  world: World,
  webinar: string,
  more: object = {},
): Promise<{ purchase: Purchase; id: string }> {
  const purchase = await placed(world, webinar, more)
  const { organisation } = await shown(world, purchase)
  return { purchase, id: (organisation as { id: string }).id }
}

/** A certificate that an administrator puts on file; its id. */
export async function onFile(
  world: World,
  organisation: string,
  validUntil: string,
  more: object = {},
): Promise<string> {
  const sent = form({ name: 'exempt.pdf' }, { validUntil, ...more })
  const path = `/organisations/${organisation}/tax-certificates`
  return certificateOf(await sendForm(world, path, sent, { as: world.ann }))
}

/** A certificate that a buyer sends along with an order; its id. */
export async function sentAlong(
  world: World,
  { number, token }: Pick<Purchase, 'number' | 'token'>,
): Promise<string> {
  const path = `/orders/${number}/tax-certificates?token=${token}`
  return certificateOf(await sendForm(world, path, form({ name: 'exempt.pdf' })))
}

function certificateOf({ status, body }: Reply): string {
  assert.equal(status, 201, JSON.stringify(body))
  return String(body.subject).slice('record:tax-certificate/'.length)
}

/** What an administrator says of a certificate. */
export const decide = (
  world: World,
  { id, certificate }: { id: string; certificate: string },
  what: 'acceptances' | 'refusals' | 'withdrawals',
  body: object,
): Promise<Reply> =>
  world.post(`/organisations/${id}/tax-certificates/${certificate}/${what}`, body, {
    as: world.ann,
  })

/** By which certificate an organisation is exempt so many days from now. */
export async function exempt(world: World, organisation: string, days = 0): Promise<unknown> {
  const [row] = await world.sql`
    select tax_exempt_on(${organisation}, ${inDays(world, days)}) as exempt
  `
  return row?.exempt
}
