import { logInProduct, type PassProduct, type PriceList, type Product } from './catalog.ts'
import { MOST_SEATS, type OrderWanted, type PriceRefusal, priceOrder } from './price.ts'

/** What an option may give: the words for each are the page's. */
export type Benefit =
  | 'own-log-in-for-each-person'
  | 'own-certificate-for-each-person'
  | 'showing-to-a-group'
  | 'room-for-more-people'
  | 'hosting-in-niche-academy'
  | 'access-for-ever'
  | 'other-webinars-for-a-year'

export type AdvisedOption = {
  product: Product
  /** How many of it one buys: log-ins or passes; null for an institution. */
  seats: number | null
  totalCents: number
  /** What it costs less than one log-in for each person; negative where it costs more. */
  savesCents: number
  gives: Benefit[]
  /** What one of the other options gives and this one does not. */
  lacks: Benefit[]
}

export type AdviceWanted = {
  people: number
  /** How many webinars under this list they want; passes pay only over several. */
  webinars?: number
  list: PriceList
  pass: PassProduct | null
}

/**
 * Every way to serve so many people, cheapest first: a log-in each, more log-ins where a better
 * tier makes them cheaper in all, a showing, an institution, a pass each. Products differ, so each
 * option names what it gives and what it lacks beside the others.
 */
export function adviseOptions(wanted: AdviceWanted): AdvisedOption[] | PriceRefusal {
  const { people, webinars = 1, list, pass } = wanted
  const exact = priceOrder({ product: logInProduct(list, people), list, seats: people })
  if ('code' in exact) return exact
  const logInCents = exact.totalCents * webinars
  const options = [
    ...logInOptions(list, people, webinars),
    ...option({ product: 'group-showing', list, seats: 1 }, webinars),
    ...option({ product: 'institution', list, seats: null }, webinars),
    ...passOptions(pass, people),
  ].map((each) => ({
    ...each,
    savesCents: logInCents - each.totalCents,
    gives: benefitsOf(each, { people, list }),
  }))
  const onOffer = new Set(options.flatMap((each) => each.gives))
  return options
    .map((each) => ({ ...each, lacks: [...onOffer].filter((one) => !each.gives.includes(one)) }))
    .sort((one, other) => one.totalCents - other.totalCents)
}

type Option = { product: Product; seats: number | null; totalCents: number }

function logInOptions(list: PriceList, people: number, webinars: number): Option[] {
  const counts = [people, ...list.teamTiers.map((tier) => tier.minimumSeats)]
  const [exact, ...larger] = counts
    .filter((seats) => seats >= people)
    .flatMap((seats) => option({ product: logInProduct(list, seats), list, seats }, webinars))
  if (!exact) return []
  return [exact, ...larger.filter((each) => each.totalCents < exact.totalCents)]
}

function passOptions(pass: PassProduct | null, people: number): Option[] {
  if (!pass) return []
  return option({ product: 'pass', pass, seats: 1 }, people).map((one) => ({
    ...one,
    seats: people,
  }))
}

function option(wanted: OrderWanted, times: number): Option[] {
  const price = priceOrder(wanted)
  if ('code' in price) return []
  const { product } = wanted
  return [{ product, seats: price.seats, totalCents: price.totalCents * times }]
}

function benefitsOf(option: Option, wanted: { people: number; list: PriceList }): Benefit[] {
  const gives: Benefit[] = []
  const isShowing = option.product === 'group-showing'
  const servesEach = !isShowing || wanted.people === 1
  if (servesEach) gives.push('own-log-in-for-each-person')
  if (servesEach && wanted.list.includes.includes('certificate')) {
    gives.push('own-certificate-for-each-person')
  }
  if (isShowing) gives.push('showing-to-a-group')
  const hasRoom = (option.seats ?? MOST_SEATS) > wanted.people
  if (isShowing || hasRoom) gives.push('room-for-more-people')
  if (option.product === 'institution' || option.product === 'pass') {
    gives.push('hosting-in-niche-academy')
  }
  gives.push(option.product === 'pass' ? 'other-webinars-for-a-year' : 'access-for-ever')
  return gives
}
