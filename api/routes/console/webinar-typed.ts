import { localTime } from '../../../domain/calendar.ts'
import type { WebinarInFull } from '../../../readmodels/webinar.ts'

/** What was typed about a draft, in the shape of the request. */
export function draftTyped(values: Record<string, string>): Record<string, unknown> {
  const { title = '', presenter = '', priceList = '', overview = '' } = values
  return {
    title,
    presenter,
    priceList,
    overview,
    startsAt: values.startsAt ?? '',
    timeZone: values.timeZone ?? '',
    minutes: wholeNumber(values.minutes),
    series: Object.keys(values)
      .filter((name) => name.startsWith('series.'))
      .map((name) => name.slice('series.'.length)),
    agenda: (values.agenda ?? '')
      .split(/\r?\n/)
      .map((point) => point.trim())
      .filter(Boolean),
  }
}

/** A draft as it stands in the fields of its form. */
export function draftValues(webinar: WebinarInFull): Record<string, string> {
  const { title, presenter, priceList, overview, agenda, startsAt, timeZone, minutes } = webinar
  const series = webinar.series.map(({ slug }) => [`series.${slug}`, 'yes'])
  return {
    title,
    presenter: presenter.slug,
    priceList,
    overview,
    agenda: agenda.join('\n'),
    startsAt: localTime(startsAt, timeZone),
    timeZone,
    minutes: String(minutes),
    ...Object.fromEntries(series),
  }
}

/** A number without a point; what is not one fails the schema with its sentence. */
export function wholeNumber(typed: string | undefined): number | null {
  return typed !== undefined && /^\d{1,9}$/.test(typed) ? Number(typed) : null
}
