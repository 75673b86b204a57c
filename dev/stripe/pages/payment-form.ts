import { groupedNumber, type TestCard, testCard } from '../cards.ts'
import type { Payer } from '../objects/payer.ts'

/** The fields of the hosted page, as they were filled in. */
export interface Filled {
  email: string
  number: string
  expiry: string
  cvc: string
  name: string
  country: string
  postalCode: string
  line1: string
  city: string
  state: string
  businessName: string
  taxId: string
}

export type Mistakes = Partial<Record<keyof Filled, string>>

/** What stands in the form before anybody has written into it. */
export function emptyForm(email: string): Filled {
  return readFilled({ email })
}

export function readFilled(form: Record<string, unknown>): Filled {
  const read = (name: keyof Filled) => String(form[name] ?? '').trim()
  return {
    email: read('email'),
    number: read('number'),
    expiry: read('expiry'),
    cvc: read('cvc'),
    name: read('name'),
    country: read('country') || 'US',
    postalCode: read('postalCode'),
    line1: read('line1'),
    city: read('city'),
    state: read('state'),
    businessName: read('businessName'),
    taxId: read('taxId'),
  }
}

/** A listed card was clicked: its number goes in, and what else a card has where that is empty. */
export function withCard(filled: Filled, number: string): Filled {
  return {
    ...filled,
    number: groupedNumber(number),
    expiry: filled.expiry || '12 / 34',
    cvc: filled.cvc || '123',
  }
}

/** Who pays with which card, or a sentence for each field that is wrong. */
export function readPayment(
  filled: Filled,
  { now, needsAddress }: { now: Date; needsAddress: boolean },
): { card: TestCard; payer: Payer } | { mistakes: Mistakes } {
  const card = testCard(filled.number)
  const expiry = readExpiry(filled.expiry)
  const mistakes: Mistakes = {
    ...mistakesInText(filled),
    ...(needsAddress && mistakesInAddress(filled)),
  }
  if (!card) mistakes.number = 'Your card number is none of the test cards listed below.'
  if (!expiry) mistakes.expiry = 'Your card’s expiration date is incomplete: MM / YY.'
  else if (isOver(expiry, now)) mistakes.expiry = 'Your card’s expiration date is in the past.'
  if (!card || !expiry || Object.keys(mistakes).length > 0) return { mistakes }
  const { number: _number, expiry: _expiry, cvc: _cvc, ...rest } = filled
  return { card, payer: { ...rest, expiry } }
}

function mistakesInText(filled: Filled): Mistakes {
  const mistakes: Mistakes = {}
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(filled.email)) mistakes.email = 'Your email is incomplete.'
  if (!/^\d{3,4}$/.test(filled.cvc)) mistakes.cvc = 'Your card’s security code is incomplete.'
  if (filled.name === '') mistakes.name = 'Enter the name on the card.'
  if (filled.country === 'US' && !/^\d{5}(-\d{4})?$/.test(filled.postalCode)) {
    mistakes.postalCode = 'Your ZIP is invalid.'
  }
  return mistakes
}

function mistakesInAddress({ line1, city }: Filled): Mistakes {
  return {
    ...(line1 === '' ? { line1: 'Enter the street and number.' } : {}),
    ...(city === '' ? { city: 'Enter the city.' } : {}),
  }
}

function readExpiry(text: string): Payer['expiry'] | undefined {
  const [, month = '', year = ''] = /^(0[1-9]|1[0-2])\s*\/?\s*(\d{2})$/.exec(text) ?? []
  return month === '' ? undefined : { month: Number(month), year: 2_000 + Number(year) }
}

function isOver({ month, year }: Payer['expiry'], now: Date): boolean {
  return Date.UTC(year, month, 1) <= now.getTime()
}
