import { listOffers, type WebinarProduct } from '../../domain/catalog.ts'
import { adviseOptions } from '../../domain/price-advice.ts'
import { cheaperThan } from '../../domain/price-advice-words.ts'
import { choicesFor } from '../../readmodels/advice.ts'
import { passProducts } from '../../readmodels/catalogue.ts'
import { webinarBySlug } from '../../readmodels/webinar.ts'
import type { Choice } from '../../web/field.tsx'
import type { Wanted } from '../../web/order/new.tsx'
import type { ApiDeps } from '../deps.ts'
import { type FreeWay, freeWayOf } from '../order-free.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { Viewer } from '../session.ts'

type Asked = Record<string, string>

/** What stands in the order form before anybody types: what was asked for, and who is signed in. */
export function knownOf(asked: Asked, person: Viewer['person']): Asked {
  const { webinar = '', pass = '', product = 'individual', seats = '' } = asked
  const { passNumber, passToken = '' } = asked
  const isPass = webinar === '' || product === 'pass'
  const thing = isPass
    ? { webinar: '', passProduct: pass }
    : { webinar, product, seats: seats === '1' ? '' : seats }
  return {
    ...thing,
    ...(passNumber ? { passNumber, passToken } : {}),
    ...(person ? { 'buyer.name': person.name, 'buyer.email': person.email } : {}),
    access: 'roster',
    paysBy: 'card',
  }
}

/** The pass by which somebody registers free: the one whose link they have, or their own; null where none is meant. */
export async function freeWay(
  deps: ApiDeps,
  { webinar, pass, product = 'individual', passNumber, passToken = '' }: Asked,
  person: Viewer['person'],
): Promise<FreeWay | null> {
  if (!webinar) return null
  if (passNumber) return { passNumber, passToken }
  const mayMean = person !== null && product === 'individual' && !pass
  return mayMean ? freeWayOf(deps, { holder: person.id, webinar }) : null
}

/** What is sold of what somebody wants to order. */
export async function wantedOf({ sql }: ApiDeps, { webinar: slug }: Asked): Promise<Wanted> {
  if (!slug) {
    const { items } = await passProducts(sql, { limit: 50, cursor: null })
    return { webinar: null, passes: items, products: [] }
  }
  const [webinar, choices] = await Promise.all([webinarBySlug(sql, slug), choicesFor(sql, slug)])
  if (webinar === null || choices === null) throw notFound('webinar')
  if (webinar.action === null) throw notOnSale('This webinar cannot be ordered just now.')
  if (webinar.action === 'get-the-recording' && webinar.stage !== 'recorded') {
    throw notOnSale(
      'This webinar is over. Its recording is on its way, and can be ordered as soon as it is there.',
    )
  }
  const products = productChoices.filter(({ value }) => listOffers(choices.list, value))
  return { webinar, passes: [], products }
}

/** What would serve as many people for less, in sentences. */
export async function cheaperFor(
  { sql }: ApiDeps,
  wish: { webinar?: string | null | undefined; product: WebinarProduct | 'pass'; people: number },
): Promise<string[]> {
  const { webinar, product, people } = wish
  const choices = webinar ? await choicesFor(sql, webinar) : null
  if (choices === null || people < 1) return []
  const options = adviseOptions({ ...choices, people })
  return 'code' in options ? [] : cheaperThan(options, { product, people })
}

const productChoices: (Choice & { value: WebinarProduct })[] = [
  { value: 'individual', label: 'One person', hint: 'You, or a colleague whom you name below.' },
  {
    value: 'team',
    label: 'Colleagues, with a log-in each',
    hint: 'The more, the less each costs.',
  },
  {
    value: 'group-showing',
    label: 'A group in one room or one virtual meeting',
    hint: 'One log-in, shown to everybody there.',
  },
  {
    value: 'institution',
    label: 'The whole institution',
    hint: 'As many people as you like: named, by one log-in, or in your own Niche Academy account.',
  },
]

function notOnSale(detail: string): ProblemError {
  return new ProblemError({ status: 409, code: 'not-on-sale', detail })
}
