import { webinarOf } from '../../delivery/subject.ts'
import { addMinutes, isBefore } from '../../domain/instant.ts'
import { missingFrom } from '../../readmodels/carry-over.ts'
import type { ApiDeps } from '../deps.ts'
import { wrongField } from '../problem.ts'
import { webinarRow } from '../requests/carry-over.ts'
import { startIn } from '../start.ts'
import { type CarryOverKind, list, texts, whole } from './kind.ts'

/** Webinars that are over, with their recordings. */
export const webinars: CarryOverKind<typeof webinarRow> = {
  row: webinarRow,
  columns: {
    ...texts('slug', 'title', 'presenter', 'priceList', 'overview', 'startsAt', 'timeZone'),
    series: list('series'),
    agenda: list('agenda'),
    minutes: whole('minutes'),
    ...texts('recordingUrl'),
    recordingMinutes: whole('recordingMinutes'),
    ...texts('slidesUrl'),
  },
  key: ({ slug }) => slug,
  async examine(deps, row) {
    await requireCatalogue(deps, row)
    const startsAt = startIn(row.startsAt, row.timeZone)
    if (!isBefore(addMinutes(startsAt, row.minutes), deps.now().toISOString())) {
      throw wrongField('startsAt', 'This webinar is not over; create and publish it instead.')
    }
    const { slug, title, overview, agenda, timeZone, recordingUrl, slidesUrl } = row
    const { presenter, priceList, series, minutes, recordingMinutes = null } = row
    const isThere = (await missingFrom(deps.sql, 'webinars', [slug])).length === 0
    return {
      made: {
        kind: 'carryOver',
        subject: webinarOf(slug),
        facts: {
          startsAt,
          minutes,
          presenter,
          priceList,
          series,
          recordingMinutes: recordingMinutes ?? minutes,
        },
        body: {
          title,
          overview,
          agenda,
          timeZone,
          recordingUrl,
          ...(slidesUrl ? { slidesUrl } : {}),
        },
      },
      would: `“${title}” is sold as a recording.`,
      refusal: isThere ? 'There is a webinar with this slug already.' : null,
    }
  },
}

interface Named {
  presenter: string
  priceList: string
  series: string[]
}

async function requireCatalogue({ sql }: ApiDeps, { presenter, priceList, series }: Named) {
  const [[noPresenter], [noPriceList], [noSeries]] = await Promise.all([
    missingFrom(sql, 'presenters', [presenter]),
    missingFrom(sql, 'price_lists', [priceList]),
    missingFrom(sql, 'series', series),
  ])
  if (noPresenter) throw wrongField('presenter', 'There is no such presenter in the catalogue.')
  if (noPriceList) throw wrongField('priceList', 'There is no such price list in the catalogue.')
  if (noSeries) throw wrongField('series', `There is no series “${noSeries}” in the catalogue.`)
}
