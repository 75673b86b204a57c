import { hasPlace, missingFrom } from '../../readmodels/carry-over.ts'
import { wrongField } from '../problem.ts'
import { registrationRow } from '../requests/carry-over.ts'
import { type CarryOverKind, texts } from './kind.ts'

/** People who have a place in a webinar, with its recording for ever. */
export const registrations: CarryOverKind<typeof registrationRow> = {
  row: registrationRow,
  columns: texts('webinar', 'email', 'name'),
  key: ({ webinar, email }) => `${webinar} ${email.toLowerCase()}`,
  async examine({ sql }, { webinar, email, name = null }) {
    if ((await missingFrom(sql, 'webinars', [webinar])).length > 0) {
      throw wrongField('webinar', 'There is no such webinar; please bring it over first.')
    }
    const isThere = await hasPlace(sql, { webinar, email })
    return {
      made: {
        kind: 'carryOverRegistration',
        subject: { personWithAddress: email, prefix: `record:registration/${webinar}~` },
        body: { email, name },
      },
      would: isThere
        ? `${name ?? email} has a place already, and keeps it.`
        : `${name ?? email} has a place and its recording, for ever.`,
      refusal: null,
    }
  },
}
