import type { z } from '@hono/zod-openapi'
import { type OpenOrder, placeOrder, type Wish } from '../domain/order-placing.ts'
import { isRefusal, type Refusal } from '../domain/process.ts'
import { isSameSecret, linkToken } from '../link.ts'
import { offerFor } from '../readmodels/offer.ts'
import { passByNumber } from '../readmodels/pass.ts'
import type { ApiDeps } from './deps.ts'
import { ProblemError, wrongField } from './problem.ts'
import { refusalSentence } from './refusal.ts'
import type { orderRequest } from './requests/order.ts'

type Asked = z.output<typeof orderRequest>

/** What an order may put into a history, and what stays in Postgres. */
export interface WishParts {
  facts: object
  body: object
}

/**
 * What somebody wishes to order, in the parts of its submission.
 * @throws ProblemError 403 where a price is agreed on by somebody who is no administrator,
 * 422 with the field that cannot be, such as a team of two or a product without a price
 */
export async function readWish(
  deps: ApiDeps,
  asked: Asked,
  isAdministrator: boolean,
): Promise<WishParts> {
  const { wish } = await decidedWish(deps, asked, isAdministrator)
  const { passProduct = null, organisation = null } = asked
  const { people: guests, ...facts } = wish
  const { buyer, sharedAddress, billTo, purchaseOrderNumber } = asked
  return {
    facts: given({ ...facts, guests, passProduct }),
    body: given({
      buyer,
      organisation,
      people: peopleOf(asked),
      sharedAddress,
      billTo,
      purchaseOrderNumber,
    }),
  }
}

/** What an order would come to, as it stands now: its lines and price, and the people named with it. */
export async function priceWish(
  deps: ApiDeps,
  asked: Asked,
): Promise<{ order: OpenOrder; people: string[] }> {
  const { verdict } = await decidedWish(deps, asked, false)
  if (!isRefusal(verdict)) return { order: verdict, people: peopleOf(asked) }
  const detail = await refusalSentence(deps.sql, verdict, deps.organisation.zone)
  throw new ProblemError({ status: 409, code: verdict.refused, detail })
}

async function decidedWish(
  deps: ApiDeps,
  asked: Asked,
  isAdministrator: boolean,
): Promise<{ wish: Wish; verdict: OpenOrder | Refusal }> {
  if (asked.passNumber && !isAdministrator) await provePass(deps, asked)
  if (asked.agreedCents && !isAdministrator) throw onlyByAdministrators()
  const { webinar = null, passProduct = null, organisation = null } = asked
  const { product, access, paysBy } = asked
  const wish: Wish = {
    product,
    access,
    paysBy,
    webinar,
    seats: asked.seats ?? null,
    people: peopleOf(asked).length,
    checkExpectedOn: asked.checkExpectedOn ?? null,
    passNumber: asked.passNumber ?? null,
    agreedCents: asked.agreedCents ?? null,
    savesCard: asked.savesCard,
  }
  return { wish, verdict: await decided(deps, wish, { webinar, passProduct, organisation }) }
}

/** What is refused for a field's sake is said beside the field; what is refused for the state, by the process. */
async function decided(
  deps: ApiDeps,
  wish: Wish,
  named: Record<'webinar' | 'passProduct' | 'organisation', string | null>,
): Promise<OpenOrder | Refusal> {
  const { sql, organisation, now } = deps
  const { zone } = organisation
  const at = now().toISOString()
  const offer = await offerFor(sql, zone, { ...named, passNumber: wish.passNumber, at })
  const verdict = placeOrder(wish, offer)
  const field = isRefusal(verdict) ? fieldOf(verdict) : null
  if (field === null) return verdict
  throw wrongField(field, await refusalSentence(sql, verdict as Refusal, zone))
}

function onlyByAdministrators(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'not-an-administrator',
    detail: 'A price is agreed on with an administrator: please write to us.',
  })
}

function fieldOf({ refused }: Refusal): string | null {
  return fields[refused] ?? null
}

const fields: Record<string, string> = {
  'no-such-webinar': 'webinar',
  'no-such-pass-product': 'passProduct',
  'product-not-in-list': 'product',
  'order-as-team': 'product',
  'access-not-for-product': 'access',
  'seats-out-of-range': 'seats',
  'one-log-in-only': 'seats',
  'team-too-small': 'seats',
  'many-passes-by-inquiry': 'seats',
  'free-is-one-log-in': 'seats',
  'more-people-than-seats': 'people',
  'check-expected-too-late': 'checkExpectedOn',
}

/** Only who has the link of a pass registers by it, or renews it. */
async function provePass({ sql, secretKey }: ApiDeps, asked: Asked): Promise<void> {
  const id = asked.passNumber ?? ''
  const pass = await passByNumber(sql, id)
  const version = pass?.linkVersion ?? 0
  const expected = linkToken(secretKey, { noun: 'pass', id, version })
  if (pass !== null && isSameSecret(asked.passToken ?? '', expected)) return
  throw wrongField('passToken', 'This is not the link of that pass: please use the newest mail.')
}

/** Who orders one log-in and names nobody takes it themselves. */
function peopleOf({ people, product, seats, access, buyer, paysBy }: Asked): string[] {
  const isForOne = product === 'pass' || product === 'group-showing' || (seats ?? 1) === 1
  const takesItself = isForOne && product !== 'institution' && product !== 'team'
  if (paysBy === 'free' || access !== 'roster') return []
  return people.length === 0 && takesItself && buyer ? [buyer.email] : people
}

/** Without what was left empty. */
function given(values: Record<string, unknown>): object {
  const entries = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return Object.fromEntries(entries)
}
