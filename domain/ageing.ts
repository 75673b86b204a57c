import { sumCents } from './money.ts'

/** How long something has been due, as accountants group it; what has no invoice, or no day that has passed, is not due. */
export const AGES = ['not-due', '0-30', '31-60', '61-90', 'over-90'] as const

export type Age = (typeof AGES)[number]

/** Something open, with the day on which it was to be paid; null while nobody has asked for it by invoice. */
export interface OpenItem {
  dueOn: string | null
  openCents: number
}

/** What is open by age, in cents, and all of it. */
export type Ageing = Record<Age, number> & { openCents: number }

const DAY_MILLISECONDS = 86_400_000

/** The age at the end of a day: from the due date on, which itself is the first of the thirty days. */
export function ageOf({ dueOn }: Pick<OpenItem, 'dueOn'>, asOf: string): Age {
  if (dueOn === null || asOf < dueOn) return 'not-due'
  const days = (Date.parse(asOf) - Date.parse(dueOn)) / DAY_MILLISECONDS
  if (days <= 30) return '0-30'
  if (days <= 60) return '31-60'
  return days <= 90 ? '61-90' : 'over-90'
}

/** Adds up what is open by its age at the end of a day; every cent is in one age. */
export function ageingOf(items: readonly OpenItem[], asOf: string): Ageing {
  const of = (age: Age) =>
    sumCents(items.filter((item) => ageOf(item, asOf) === age).map(({ openCents }) => openCents))
  return {
    'not-due': of('not-due'),
    '0-30': of('0-30'),
    '31-60': of('31-60'),
    '61-90': of('61-90'),
    'over-90': of('over-90'),
    openCents: sumCents(items.map(({ openCents }) => openCents)),
  }
}
