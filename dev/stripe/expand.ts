import type { Account } from './account.ts'
import { lineItemsOf } from './objects/session.ts'
import { invalid } from './refusal.ts'

type Thing = Record<string, unknown>

/** The object with those of its parts in full that were asked for, as in `payment_intent.latest_charge`. */
export function expanded(account: Account, object: object, paths: string[]): object {
  const copy = structuredClone(object) as Thing
  for (const path of paths) expand(account, copy, path.split('.'), path)
  return copy
}

/** Everything that stands in the books by that id. */
export function thingOf({ books }: Account, id: string): object | undefined {
  const { sessions, intents, charges, refunds, disputes, customers, methods } = books
  const maps = [sessions, intents, charges, refunds, disputes, customers, methods]
  return maps.map((map): object | undefined => map.get(id)).find((thing) => thing !== undefined)
}

function expand(account: Account, thing: Thing, steps: string[], path: string): void {
  const [step, ...rest] = steps
  if (step === undefined) return
  if (step === 'data' && Array.isArray(thing.data)) {
    for (const one of thing.data as Thing[]) expand(account, one, rest, path)
    return
  }
  const part = partOf(account, thing, step)
  if (part === undefined) {
    throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' })
  }
  thing[step] = part
  if (part !== null) expand(account, part, rest, path)
}

/** The part in full, null where there is none; undefined where it is nothing that can be asked for. */
function partOf(account: Account, thing: Thing, step: string): Thing | null | undefined {
  const derived = derivedPart(account, thing, step)
  if (derived !== undefined) return structuredClone(derived) as Thing
  const value = thing[step]
  if (value === null) return null
  if (typeof value === 'object') return value as Thing
  if (typeof value !== 'string') return undefined
  return structuredClone(thingOf(account, value)) as Thing | undefined
}

/** Lists that an object has only where it is asked for them. */
function derivedPart(account: Account, thing: Thing, step: string): object | undefined {
  const { sessions, wishes, refunds } = account.books
  const id = String(thing.id)
  const session = sessions.get(id)
  const wish = wishes.get(id)
  if (step === 'line_items' && session && wish) {
    return listOf(lineItemsOf(session, wish), `/v1/checkout/sessions/${id}/line_items`)
  }
  if (step === 'refunds' && thing.object === 'charge') {
    const own = [...refunds.values()].filter(({ charge }) => charge === id).reverse()
    return listOf(own, `/v1/charges/${id}/refunds`)
  }
  return undefined
}

function listOf(data: object[], url: string): object {
  return { object: 'list', data, has_more: false, url }
}
