import { randomBytes } from 'node:crypto'
import type { Books, StripeEvent } from './books.ts'

/** One account at the stand-in: what stands there, what time it is, and how its events go out. */
export interface Account {
  books: Books
  /** Where the stand-in listens, and its hosted pages are. */
  url: string
  /** Seconds since 1970 by its clock. */
  now: () => number
  /** Notes an event with the object as it is at this moment, and sends it on. */
  publish: (type: string, object: object) => StripeEvent
}

/** An id as Stripe makes them: a prefix that says what it is of, and chance. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(18).toString('base64url').replaceAll(/[-_]/g, '0')}`
}
