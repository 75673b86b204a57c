import { logInProduct, type PassProduct, type PriceList, type Product } from './catalog.ts'
import { MOST_SEATS, type OrderWanted, type PriceRefusal, priceOrder } from './price.ts'

/** What an option may give. */
export const benefits = [
  'own-log-in-for-each-person',
  'own-certificate-for-each-person',
  'showing-to-a-group',
  'room-for-more-people',
  'hosting-in-niche-academy',
  'access-for-ever',
  'other-webinars-for-a-year',
] as const

export type Benefit = (typeof benefits)[number]

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

/** What somebody would buy: its price, and what it gives. */
export type Choice = Pick<AdvisedOption, 'totalCents' | 'gives'>

/** An option that costs less than the choice: by how much, what is lost with it, and what is gained. */
export type CheaperWay = AdvisedOption & {
  cheaperByCents: number
  loses: Benefit[]
  gains: Benefit[]
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

/** What somebody has in mind who names a product: of log-ins as many as they are people; null where it is not sold. */
export function optionOf(
  options: readonly AdvisedOption[],
  { product, people }: { product: Product; people: number },
): AdvisedOption | null {
  const isMeant = isLogIns(product)
    ? (each: AdvisedOption) => isLogIns(each.product) && each.seats === people
    : (each: AdvisedOption) => each.product === product
  return options.find(isMeant) ?? null
}

/** Whether an option gives all that somebody must have. */
export function serves(option: Pick<AdvisedOption, 'gives'>, wants: readonly Benefit[]): boolean {
  return wants.every((one) => option.gives.includes(one))
}

/** What only some of the options give, so that one can choose by it. */
export function tellingApart(options: readonly AdvisedOption[]): Benefit[] {
  return benefits.filter((benefit) => {
    const giving = options.filter(({ gives }) => gives.includes(benefit)).length
    return giving > 0 && giving < options.length
  })
}

/** All that costs less than the choice, cheapest first. */
export function cheaperWays(options: readonly AdvisedOption[], choice: Choice): CheaperWay[] {
  return options
    .filter(({ totalCents }) => totalCents < choice.totalCents)
    .map((option) => ({
      ...option,
      cheaperByCents: choice.totalCents - option.totalCents,
      loses: choice.gives.filter((one) => !option.gives.includes(one)),
      gains: option.gives.filter((one) => !choice.gives.includes(one)),
    }))
}

/** Of the cheaper ways, the two that a buyer should hear of: the cheapest, and the cheapest with which nothing is lost. */
export function worthSaying(ways: readonly CheaperWay[]): CheaperWay[] {
  const lossless = ways.find(({ loses }) => loses.length === 0)
  return [...new Set([ways[0], lossless])].filter((way) => way !== undefined)
}

type Option = { product: Product; seats: number | null; totalCents: number }

/** A log-in each; and more of them where a better tier makes them cheaper in all, and still more are not. */
function logInOptions(list: PriceList, people: number, webinars: number): Option[] {
  const tiers = list.teamTiers.map(({ minimumSeats }) => minimumSeats)
  const counts = [...new Set([people, ...tiers])].filter((seats) => seats >= people)
  const [exact, ...larger] = counts
    .sort((one, other) => one - other)
    .flatMap((seats) => option({ product: logInProduct(list, seats), list, seats }, webinars))
  if (!exact) return []
  const isWorthIt = ({ totalCents }: Option, index: number) =>
    totalCents < exact.totalCents &&
    larger.slice(index + 1).every((more) => more.totalCents > totalCents)
  return [exact, ...larger.filter(isWorthIt)]
}

function isLogIns(product: Product): boolean {
  return product === 'individual' || product === 'team'
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
