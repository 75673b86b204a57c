import type { OrganisationConfig } from '../../config.ts'
import type { Sql } from '../../database/connect.ts'
import { localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import { statementOfAccount } from '../../mail/statement.ts'
import { nameOf } from '../../readmodels/person.ts'
import { statement } from '../../readmodels/statement.ts'
import type { Writer } from '../outbox.ts'

/** What somebody owes on the day on which it is sent. */
export function statementWriters({
  sql,
  organisation,
}: {
  sql: Sql
  organisation: OrganisationConfig
}): Record<string, Writer> {
  const { name: payee, remitTo: address, w9Url: w9Link, zone } = organisation
  return {
    statement: async ({ data, at, person_id: personId }) => {
      const asOf = localDate(at, zone)
      const shown = await statement(sql, { holder: String(data.holder), asOf, zone })
      if (shown === null) return null
      const { items, ageing, creditCents, name: of } = shown
      return {
        letter: statementOfAccount({
          name: await nameOf(sql, personId),
          of,
          asOf: formatDate(asOf),
          items: items.map((item) => ({
            ...item,
            dueOn: item.dueOn && formatDate(item.dueOn),
            isOverdue: item.dueOn !== null && asOf > item.dueOn,
          })),
          openCents: ageing.openCents,
          creditCents,
          remitTo: { payee, address },
          w9Link,
        }),
      }
    },
  }
}
