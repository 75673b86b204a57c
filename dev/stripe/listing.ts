import { missing } from './refusal.ts'

export interface Page {
  limit: number
  starting_after?: string | undefined
  ending_before?: string | undefined
  created?: number | Range | undefined
}

interface Range {
  gt?: number | undefined
  gte?: number | undefined
  lt?: number | undefined
  lte?: number | undefined
}

interface Listed {
  id: string
  created: number
}

/** One page of a list, newest first, in Stripe's own shape. */
export function pageOf<T extends Listed>(all: Iterable<T>, page: Page, url: string): object {
  const newestFirst = [...all].reverse().filter(({ created }) => isWithin(created, page.created))
  const found = between(newestFirst, page)
  const data = page.ending_before ? found.slice(-page.limit) : found.slice(0, page.limit)
  return { object: 'list', data, has_more: found.length > page.limit, url }
}

function between<T extends Listed>(all: T[], { starting_after, ending_before }: Page): T[] {
  if (starting_after !== undefined) return all.slice(placeOf(all, starting_after) + 1)
  if (ending_before !== undefined) return all.slice(0, placeOf(all, ending_before))
  return all
}

function placeOf(all: Listed[], id: string): number {
  const place = all.findIndex((one) => one.id === id)
  if (place < 0) throw missing('object', id, 'starting_after')
  return place
}

function isWithin(created: number, range: number | Range | undefined): boolean {
  if (range === undefined) return true
  if (typeof range === 'number') return created === range
  const { gt = -1, gte = 0, lt = Number.POSITIVE_INFINITY, lte = Number.POSITIVE_INFINITY } = range
  return created > gt && created >= gte && created < lt && created <= lte
}
