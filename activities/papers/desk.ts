import type { OrganisationConfig } from '../../config.ts'
import type { Sql } from '../../database/connect.ts'
import { depositSlip } from '../../documents/deposit-slip.ts'
import { statementOfAccount } from '../../documents/statement.ts'
import { AGES, type Age } from '../../domain/ageing.ts'
import { localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import type { SlipCheck } from '../../domain/deposit.ts'
import { statement } from '../../readmodels/statement.ts'
import { remittanceOf } from './order.ts'
import type { PaperWriter } from './paper.ts'

/** The paper that is about no single order: what somebody owes in all, and what goes to the bank. */
export function deskPapers({
  sql,
  organisation,
}: {
  sql: Sql
  organisation: OrganisationConfig
}): Record<'statement' | 'deposit-slip', PaperWriter> {
  const { zone } = organisation
  return {
    statement: async ({ number, data, issuedAt }) => {
      const asOf = localDate(issuedAt, zone)
      const shown = await statement(sql, { holder: String(data.holder), asOf, zone })
      if (shown === null) throw new Error(`Nobody is known as ${data.holder}`)
      const { items, ageing, creditCents, name } = shown
      return statementOfAccount({
        number,
        of: name,
        asOf: formatDate(asOf),
        items: items.map((item) => ({
          ...item,
          chargedCents: item.chargedCents + item.feesCents,
          issuedOn: item.issuedOn && formatDate(item.issuedOn),
          dueOn: item.dueOn && formatDate(item.dueOn),
          isOverdue: item.dueOn !== null && asOf > item.dueOn,
        })),
        ages: AGES.filter((age) => ageing[age] > 0).map((age) => [ageNames[age], ageing[age]]),
        openCents: ageing.openCents,
        creditCents,
        remittance: remittanceOf(organisation, null),
      })
    },

    'deposit-slip': async ({ number, data }) => {
      const { bankedOn, totalCents, checks } = data
      return depositSlip({
        number,
        bankedOn: formatDate(String(bankedOn)),
        checks: checks as SlipCheck[],
        totalCents: Number(totalCents),
      })
    },
  }
}

const ageNames: Record<Age, string> = {
  'not-due': 'Not yet due',
  '0-30': '0 to 30 days past due',
  '31-60': '31 to 60 days past due',
  '61-90': '61 to 90 days past due',
  'over-90': 'Over 90 days past due',
}
