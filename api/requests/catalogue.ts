import { z } from '@hono/zod-openapi'
import { cents, line, slug, text } from './fields.ts'

export const presenterRequest = z
  .strictObject({
    slug,
    name: line('the presenter’s name'),
    biography: text('a short biography'),
  })
  .openapi('PresenterRequest')

export const seriesRequest = z
  .strictObject({ slug, title: line('the title of the series') })
  .openapi('SeriesRequest')

const seatsOfATier = z
  .int('Please give a whole number of seats.')
  .min(2, 'Please begin a tier at 2 seats or more.')
  .max(100_000, 'Please begin a tier at 100,000 seats at most.')

const teamTiers = z
  .array(
    z.strictObject(
      { minimumSeats: seatsOfATier, seatCents: cents },
      'Please give a tier as its minimumSeats and seatCents.',
    ),
    {
      error: 'Please give a list of tiers; an empty one sells no teams.',
    },
  )
  .max(20, 'Please give at most 20 tiers.')
  .refine(
    (tiers) => new Set(tiers.map(({ minimumSeats }) => minimumSeats)).size === tiers.length,
    'Please give each number of seats only once.',
  )

export const priceListRequest = z
  .strictObject({
    slug,
    individualCents: cents,
    teamTiers,
    groupShowingCents: cents.nullable(),
    institutionCents: cents.nullable(),
    includes: z
      .array(
        z.enum(['recording', 'slides', 'certificate', 'forum'], {
          error: 'Please give some of: recording, slides, certificate, forum.',
        }),
        'Please give a list of: recording, slides, certificate, forum.',
      )
      .max(4, 'Please give each only once.')
      .refine((all) => new Set(all).size === all.length, 'Please give each only once.'),
  })
  .openapi('PriceListRequest')

export const passProductRequest = z
  .strictObject({
    slug,
    title: line('the title of the pass'),
    priceCents: cents,
    termMonths: z
      .int('Please give a whole number of months.')
      .min(1, 'Please give at least 1 month.')
      .max(120, 'Please give at most 120 months.'),
    opensPresenter: slug.openapi({ description: 'Whose webinars the pass opens.' }),
  })
  .openapi('PassProductRequest')
