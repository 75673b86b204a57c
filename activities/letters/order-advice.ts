import type { Sql } from '../../database/connect.ts'
import type { Product } from '../../domain/catalog.ts'
import { adviseOptions, cheaperWays, optionOf, worthSaying } from '../../domain/price-advice.ts'
import { cheaperSentences, optionWords } from '../../domain/price-advice-words.ts'
import { listOfOrder } from '../../readmodels/advice.ts'
import type { Order } from '../../readmodels/order.ts'

/**
 * That something else would cost less for as many people, what is lost with it and what is gained; null where nothing
 * does, where nobody knows how many people they are, and once money is here.
 */
export async function cheaperAdvice(sql: Sql, order: Order): Promise<string | null> {
  const { product, seats: people, totalCents, receivedCents } = order
  if (people === null || receivedCents > 0 || !isForEach(product)) return null
  const list = await listOfOrder(sql, order.number)
  const options = list && adviseOptions({ people, list, pass: null })
  if (options === null || 'code' in options) return null
  const ordered = optionOf(options, { product, people })
  if (ordered === null) return null
  const instead = optionWords({ product, seats: people })
  const ways = worthSaying(cheaperWays(options, { ...ordered, totalCents }))
  if (ways.length === 0) return null
  const sentences = ways.map((way) => cheaperSentences(way, { instead }))
  return [...sentences, 'If you would rather have that, please write to us before you pay.'].join(
    ' ',
  )
}

/** A showing is for a group of which nobody says how many they are, and a pass for more than one webinar. */
function isForEach(product: Product): boolean {
  return product !== 'group-showing' && product !== 'pass'
}
