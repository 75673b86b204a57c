const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const DAY_MILLISECONDS = 86_400_000

/** Whether a text is a day of the calendar, written 'YYYY-MM-DD'. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The date so many days later, or earlier when negative; needs no zone. */
export function addDays(date: string, days: number): string {
  const time = Date.parse(`${date}T00:00:00Z`) + days * DAY_MILLISECONDS
  return new Date(time).toISOString().slice(0, 10)
}

/** The latest of some dates; null stands for one that is not known. */
export function latestDate(first: string, ...others: readonly (string | null)[]): string {
  return others.reduce<string>(
    (latest, date) => (date !== null && date > latest ? date : latest),
    first,
  )
}

/** Writes a date as Americans do: 'October 6, 2022'. */
export function formatDate(date: string): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1]
  return `${month} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`
}
