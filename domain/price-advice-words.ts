import type { Product } from './catalog.ts'
import { formatCents } from './money.ts'
import {
  type AdvisedOption,
  type Benefit,
  type CheaperWay,
  cheaperWays,
  optionOf,
  serves,
  worthSaying,
} from './price-advice.ts'

/** What each benefit is called, wherever advice is given. */
export const benefitWords: Record<Benefit, string> = {
  'own-log-in-for-each-person': 'a log-in for each person',
  'own-certificate-for-each-person': 'a certificate for each person',
  'showing-to-a-group': 'the right to show it to a group in one room or one virtual meeting',
  'room-for-more-people': 'room for more people',
  'hosting-in-niche-academy': 'hosting in your own Niche Academy account',
  'access-for-ever': 'access that never expires',
  'other-webinars-for-a-year': 'the presenter’s other webinars for a year',
}

/** What one buys, as a sentence names it: '5 log-ins', 'a group showing for each of 6 webinars'. */
export function optionWords({ product, seats }: Bought, webinars = 1): string {
  const things: Record<Bought['product'], [one: string, many: string]> = {
    individual: ['a log-in', 'log-ins'],
    team: ['a log-in', 'log-ins'],
    'group-showing': ['a group showing', 'group showings'],
    institution: ['institutional access', 'institutional accesses'],
    pass: ['a pass', 'passes'],
  }
  const [one, many] = things[product]
  const what = (seats ?? 1) === 1 || product === 'institution' ? one : `${seats} ${many}`
  return webinars > 1 && product !== 'pass' ? `${what} for each of ${webinars} webinars` : what
}

/** What a cheaper way saves, gains and loses, against what somebody has in mind. */
export function cheaperSentences(
  way: CheaperWay,
  { instead, webinars = 1 }: { instead: string; webinars?: number },
): string {
  const { totalCents, cheaperByCents, loses, gains } = way
  const what = optionWords(way, webinars)
  const costs = isMany(way) ? 'cost' : 'costs'
  return [
    `${capital(what)} ${costs} ${formatCents(totalCents)} in all, ${formatCents(cheaperByCents)} less than ${instead}.`,
    gains.length > 0 && `You would gain ${named(gains)}.`,
    loses.length > 0 ? `You would lose ${named(loses)}.` : 'You would lose nothing.',
  ]
    .filter(Boolean)
    .join(' ')
}

/**
 * What costs less than what somebody has in mind and gives what they must have, each in a sentence or two; nothing where
 * that is no option.
 */
export function cheaperThan(
  options: readonly AdvisedOption[],
  wanted: { product: Product; people: number; wants?: readonly Benefit[] },
): string[] {
  const instead = optionOf(options, wanted)
  if (instead === null) return []
  const serving = options.filter((one) => serves(one, wanted.wants ?? []))
  const ways = worthSaying(cheaperWays(serving, instead))
  return ways.map((way) => cheaperSentences(way, { instead: optionWords(instead) }))
}

type Bought = Pick<AdvisedOption, 'product' | 'seats'>

const list = new Intl.ListFormat('en-US')

function named(some: readonly Benefit[]): string {
  return list.format(some.map((one) => benefitWords[one]))
}

function isMany({ product, seats }: Bought): boolean {
  return product !== 'institution' && (seats ?? 1) > 1
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
