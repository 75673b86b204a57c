import { localDate } from '../../domain/calendar.ts'
import { passInstants } from '../../domain/calendar-deadlines.ts'
import { formatDate } from '../../domain/date.ts'
import { type PassStanding, passStanding, passTerm } from '../../domain/pass-term.ts'
import { passCarriedOver, passProduct } from '../../readmodels/pass.ts'
import { wrongField } from '../problem.ts'
import { passRow } from '../requests/carry-over.ts'
import { type CarryOverKind, texts } from './kind.ts'

/** Passes with their terms. */
export const passes: CarryOverKind<typeof passRow> = {
  row: passRow,
  columns: texts('name', 'email', 'product', 'startsOn', 'endsOn'),
  key: ({ email, product }) => `${product} ${email.toLowerCase()}`,
  async examine({ sql, organisation: { zone }, now }, row) {
    const product = await passProduct(sql, row.product)
    if (product === null) throw wrongField('product', 'There is no such pass in the catalogue.')
    const at = now().toISOString()
    const today = localDate(at, zone)
    if (row.startsOn > today) throw wrongField('startsOn', 'This term is still to begin.')
    const endsOn = row.endsOn ?? passTerm(row.startsOn, product.termMonths).endsOn
    if (endsOn < row.startsOn) throw wrongField('endsOn', 'This term ends before it begins.')
    const term = { startsOn: row.startsOn, endsOn }
    const standing = passStanding(passInstants(term, zone), at)
    if (standing === 'ended') {
      throw wrongField('endsOn', 'This pass ended more than 90 days ago, so nothing is left of it.')
    }
    const { email, name = null } = row
    const before = await passCarriedOver(sql, { email, product: row.product, ...term })
    return {
      made: {
        kind: 'carryOver',
        subject: { numbered: 'pass' },
        facts: { product: row.product, ...term },
        body: { email, name },
      },
      would: `${name ?? email} has a pass until ${formatDate(endsOn)}, ${stands[standing]}.`,
      refusal: before && `This person has this pass already, as number ${before}.`,
    }
  },
}

const stands: Record<PassStanding, string> = {
  'not-started': 'which is still to begin',
  active: 'which runs',
  'renewal-open': 'which can be renewed now',
  grace: 'which is over and can still be renewed without a gap',
  lapsed: 'which has lapsed and can be taken up again',
  ended: 'which is over',
}
