/** The most that one amount can be, in cents: what Postgres holds as an integer. */
export const MOST_CENTS = 2_147_483_647

/** Writes cents as people write dollars: '$1,299.00', '-$5.00'. */
export function formatCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  const dollars = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${cents < 0 ? '-' : ''}$${dollars}.${digits.slice(-2)}`
}

/**
 * Reads an amount that a person typed ('325', '325.00', '$1,299.00') as cents; null where it is not
 * plainly one: negative, one decimal, commas in the wrong place, or more than can be stored.
 */
export function parseCents(text: string): number | null {
  const match = /^\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?$/.exec(text.trim())
  if (!match) return null
  const [, dollars = '', fraction = '00'] = match
  const cents = Number(dollars.replaceAll(',', '') + fraction)
  return cents <= MOST_CENTS ? cents : null
}

/** Adds amounts in cents. */
export function sumCents(amounts: readonly number[]): number {
  return amounts.reduce((sum, cents) => sum + cents, 0)
}
