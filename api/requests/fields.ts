import { z } from '@hono/zod-openapi'
import { isDate } from '../../domain/date.ts'

// Line breaks and tabs are text; other control characters are nobody's name or question, and Postgres refuses NUL.
// What turns the direction of writing around would show another number or name than the one that is stored.
const controlCharacter = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u
const controlCharacterInText = /[^\P{Cc}\n\r\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** One line of text, such as a name. */
export const line = (what: string, most = 200) =>
  z
    .string({ error: `Please give ${what}.` })
    .trim()
    .min(1, `Please give ${what}.`)
    .max(most, `Please keep ${what} to ${most} characters.`)
    .refine(
      (text) => !controlCharacter.test(text),
      'Please remove line breaks and control characters.',
    )
    .openapi({ description: 'One line.' })

/** A few sentences. */
export const text = (what: string, most = 4_000) =>
  z
    .string({ error: `Please give ${what}.` })
    .trim()
    .min(1, `Please give ${what}.`)
    .max(most, `Please keep ${what} to ${most} characters.`)
    .refine((text) => !controlCharacterInText.test(text), 'Please remove control characters.')

export const email = z
  .string({ error: 'Please give an email address.' })
  .trim()
  .max(254, 'This email address is too long.')
  .pipe(z.email('This is not an email address: it should look like name@library.org.'))
  .openapi({ format: 'email' })

/** Whether a date, or what begins with one, is of a year that both Postgres and a clock know. */
export function isOfOurTime(text: string): boolean {
  return text >= '1900' && text < '3000'
}

export const date = z
  .string({ error: 'Please give a date as YYYY-MM-DD.' })
  .refine(isDate, 'Please give a date that exists, as YYYY-MM-DD.')
  .refine(isOfOurTime, 'Please give a year from 1900 to 2999.')
  .openapi({ format: 'date' })

export const instant = z.iso.datetime({
  offset: true,
  error: 'Please give an instant with its offset, such as 2026-12-01T14:00:00Z.',
})

export const cents = z
  .int('Please give whole cents.')
  .min(1, 'Please give an amount above zero, in cents.')
  .max(100_000_000, 'Please give at most 1,000,000 dollars, in cents.')

export const id = z.uuid({
  error: ({ input }) => (input === undefined ? 'Please give an id.' : 'This is not an id.'),
})

/** The number of an order, a pass or an inquiry. */
export const number = (what: string) =>
  z
    .string(`Please give the number of the ${what}.`)
    .regex(/^[1-9]\d{0,14}$/, 'This is not a number that we give.')

export const slug = z
  .string('Please give its short name, of lower-case letters, digits and hyphens.')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Please give lower-case letters, digits and hyphens.')
  .max(100, 'Please keep it to 100 characters.')

export const url = z
  .string({ error: 'Please give a web address.' })
  .trim()
  .max(2_000, 'This web address is too long.')
  .refine(
    (text) => URL.canParse(text) && new URL(text).protocol === 'https:',
    'Please give a web address that begins with https://.',
  )
  .openapi({ format: 'uri', pattern: '^https://' })
