import type { RecordCommand } from '../domain/record.ts'
import { isSlug, isWhole, type Messages } from './message.ts'

type CatalogueCommand = Extract<
  RecordCommand,
  | { kind: 'savePresenter' | 'saveSeries' | 'savePriceList' | 'savePassProduct' }
  | { kind: 'carryOverRegistration' }
>

/** Short changes of the catalogue, and of who has a place in a webinar. */
export const catalogueMessages: Messages<CatalogueCommand> = {
  savePresenter: {
    description: 'Saves a presenter. Fields: name, biography.',
    needs: ['name', 'biography'],
    read: () => ({ kind: 'savePresenter' }),
  },
  saveSeries: {
    description: 'Saves a series. Fields: title.',
    needs: ['title'],
    read: () => ({ kind: 'saveSeries' }),
  },
  savePriceList: {
    description:
      'Saves a price list; orders keep the prices that they were placed at. Fields: individualCents, teamTiers ([{minimumSeats, seatCents}]), groupShowingCents and institutionCents (or null), includes (recording, slides, certificate, forum).',
    read: ({ individualCents, teamTiers, groupShowingCents, institutionCents, includes }) =>
      isWhole(individualCents, 1) &&
      areTiers(teamTiers) &&
      isPriceOrNone(groupShowingCents) &&
      isPriceOrNone(institutionCents) &&
      areInclusions(includes)
        ? { kind: 'savePriceList' }
        : null,
  },
  savePassProduct: {
    description:
      'Saves a pass that is on sale. Fields: title, priceCents, termMonths, opensPresenter (a slug).',
    needs: ['title'],
    read: ({ priceCents, termMonths, opensPresenter }) =>
      isWhole(priceCents, 1) && isWhole(termMonths, 1) && isSlug(opensPresenter)
        ? { kind: 'savePassProduct' }
        : null,
  },
  carryOverRegistration: {
    description: 'Brings over a person’s place in a webinar. No fields. Sent by carrying over.',
    read: () => ({ kind: 'carryOverRegistration' }),
  },
}

function areTiers(input: unknown): boolean {
  return (
    Array.isArray(input) &&
    input.every(
      (tier: { minimumSeats?: unknown; seatCents?: unknown } | null) =>
        isWhole(tier?.minimumSeats, 1) && isWhole(tier?.seatCents, 1),
    )
  )
}

function isPriceOrNone(input: unknown): boolean {
  return input === null || isWhole(input, 1)
}

function areInclusions(input: unknown): boolean {
  const known = ['recording', 'slides', 'certificate', 'forum']
  return Array.isArray(input) && input.every((inclusion) => known.includes(inclusion))
}
