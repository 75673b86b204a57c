import { type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  type AdvisedOption,
  adviseOptions,
  type Benefit,
  cheaperWays,
  optionOf,
  serves,
} from '../../domain/price-advice.ts'
import { benefitWords, cheaperSentences, optionWords } from '../../domain/price-advice-words.ts'
import { choicesFor } from '../../readmodels/advice.ts'
import type { ApiDeps } from '../deps.ts'
import { wrongField } from '../problem.ts'
import { adviceQuery } from '../requests/advice.ts'
import { read } from './route.ts'

const option = z.looseObject({ product: z.string(), totalCents: z.int() })

/**
 * The price adviser, under `/advice`. So many people, what should we buy: every option that gives what they want. We
 * thought of buying this product: what costs less, and what is lost and gained with it.
 */
export function adviceRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/advice',
    summary: 'What to buy for so many people, cheapest first, and what costs less than a product',
    tag: 'webinar',
    query: adviceQuery,
    answer: z
      .looseObject({ options: z.array(option), instead: option, cheaper: z.array(option) })
      .openapi('Advice'),
    read: async ({ query }) => {
      const { webinar, people, webinars, product, wants } = query
      const choices = await choicesFor(deps.sql, webinar)
      if (choices === null) return null
      const options = adviseOptions({ ...choices, people, webinars })
      if ('code' in options) throw wrongField('people', 'Please ask for 1 to 10,000 people.')
      const instead = optionOf(options, { product, people })
      if (instead === null)
        throw wrongField('product', 'This product is not sold for this webinar.')
      const serving = options.filter((one) => serves(one, wants))
      return {
        webinar,
        people,
        webinars,
        wants: wants.map(inWords),
        options: serving.map((each) => shown(each, webinars)),
        instead: shown(instead, webinars),
        cheaper: cheaperWays(serving, instead).map(({ loses, gains, ...way }) => ({
          ...shown(way, webinars),
          cheaperByCents: way.cheaperByCents,
          loses: loses.map(inWords),
          gains: gains.map(inWords),
          advice: cheaperSentences(
            { ...way, loses, gains },
            { instead: optionWords(instead, webinars), webinars },
          ),
        })),
      }
    },
  })
}

function shown(
  { product, seats, totalCents, savesCents, gives, lacks }: AdvisedOption,
  webinars: number,
) {
  return {
    product,
    what: optionWords({ product, seats }, webinars),
    seats,
    totalCents,
    savesCents,
    gives: gives.map(inWords),
    lacks: lacks.map(inWords),
  }
}

function inWords(benefit: Benefit): { benefit: Benefit; words: string } {
  return { benefit, words: benefitWords[benefit] }
}
