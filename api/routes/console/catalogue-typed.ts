import type { PriceList } from '../../../domain/catalog.ts'
import { decimalOf } from '../../../web/console/amount.ts'
import type { CatalogueShown } from '../../../web/console/catalogue.tsx'
import type { CatalogueNoun } from '../../../web/console/catalogue-form.tsx'
import { only } from '../form.ts'
import { centsTyped, rowsTyped } from './money-typed.ts'
import { wholeNumber } from './webinar-typed.ts'

type Values = Record<string, string>

/** What was typed about an entry of the catalogue, in the shape of its request but for the short name. */
export function entryTyped(noun: CatalogueNoun, values: Values): Record<string, unknown> {
  switch (noun) {
    case 'presenters':
      return { name: '', biography: '', ...only(values, ['name', 'biography']) }
    case 'series':
      return { title: '', ...only(values, ['title']) }
    case 'price-lists':
      return pricesTyped(values)
    case 'pass-products':
      return {
        title: values.title ?? '',
        priceCents: centsTyped(values.priceCents),
        termMonths: wholeNumber(values.termMonths),
        opensPresenter: values.opensPresenter ?? '',
      }
  }
}

/** An entry as it stands in the fields of its form; null where there is none of this short name. */
export function entryValues(
  noun: CatalogueNoun,
  slug: string,
  all: Omit<CatalogueShown, 'saved'>,
): Values | null {
  switch (noun) {
    case 'presenters': {
      const found = all.presenters.find((one) => one.slug === slug)
      return found ? { name: found.name, biography: found.biography } : null
    }
    case 'series': {
      const found = all.series.find((one) => one.slug === slug)
      return found ? { title: found.title } : null
    }
    case 'price-lists': {
      const found = all.priceLists.find((one) => one.slug === slug)
      return found ? priceValues(found) : null
    }
    case 'pass-products': {
      const found = all.passProducts.find((one) => one.slug === slug)
      return found
        ? {
            title: found.title,
            priceCents: decimalOf(found.priceCents),
            termMonths: String(found.termMonths),
            opensPresenter: found.opensPresenterSlug,
          }
        : null
    }
  }
}

/** Which rows of the tiers were filled in. */
export function tierIndexes(values: Values): number[] {
  return tierRows(values).map(({ index }) => index)
}

function pricesTyped(values: Values): Record<string, unknown> {
  const orNull = (typed: string | undefined) =>
    typed === undefined ? null : (centsTyped(typed) ?? Number.NaN)
  return {
    individualCents: centsTyped(values.individualCents),
    teamTiers: tierRows(values).map(({ row }) => ({
      minimumSeats: wholeNumber(row.minimumSeats),
      seatCents: centsTyped(row.seatCents),
    })),
    groupShowingCents: orNull(values.groupShowingCents),
    institutionCents: orNull(values.institutionCents),
    includes: Object.keys(values)
      .filter((name) => name.startsWith('includes.'))
      .map((name) => name.slice('includes.'.length)),
  }
}

function tierRows(values: Values) {
  return rowsTyped(values, { group: 'teamTiers', fields: ['minimumSeats', 'seatCents'] })
}

function priceValues(list: PriceList): Values {
  const { individualCents, teamTiers, groupShowingCents, institutionCents, includes } = list
  const tiers = teamTiers.flatMap(({ minimumSeats, seatCents }, index) => [
    [`teamTiers.${index}.minimumSeats`, String(minimumSeats)],
    [`teamTiers.${index}.seatCents`, decimalOf(seatCents)],
  ])
  return {
    individualCents: decimalOf(individualCents),
    ...(groupShowingCents === null ? {} : { groupShowingCents: decimalOf(groupShowingCents) }),
    ...(institutionCents === null ? {} : { institutionCents: decimalOf(institutionCents) }),
    ...Object.fromEntries(tiers),
    ...Object.fromEntries(includes.map((one) => [`includes.${one}`, 'yes'])),
  }
}
