import { localDate, startOfDay } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import { isOpen } from '../../domain/membership.ts'
import { applicantByAddress, applicationOf } from '../../readmodels/membership.ts'
import type { ApiDeps } from '../deps.ts'
import { wrongField } from '../problem.ts'
import { memberRow } from '../requests/carry-over.ts'
import { type CarryOverKind, texts } from './kind.ts'

/** People who are members already. */
export const members: CarryOverKind<typeof memberRow> = {
  row: memberRow,
  columns: texts('name', 'email', 'organisation', 'role', 'memberSince'),
  key: ({ email }) => email.toLowerCase(),
  async examine(deps, { memberSince, ...person }) {
    const { zone } = deps.organisation
    const today = localDate(deps.now().toISOString(), zone)
    const since = memberSince ?? today
    if (since > today) throw wrongField('memberSince', 'This day is still to come.')
    return {
      made: {
        kind: 'carryOver',
        subject: { personWithAddress: person.email },
        // Without a day it is since this is stored: today would be another request tomorrow.
        body: { ...person, memberSince: memberSince ? startOfDay(memberSince, zone) : null },
      },
      would: `${person.name} becomes a member, since ${formatDate(since)}.`,
      refusal: (await isThere(deps, person.email)) ? alreadyThere : null,
    }
  },
}

const alreadyThere = 'This person is a member already, or has applied.'

async function isThere({ sql }: ApiDeps, email: string): Promise<boolean> {
  const applicant = await applicantByAddress(sql, email)
  const application = applicant && (await applicationOf(sql, applicant.id))
  return application !== null && (application.stage === 'active' || isOpen(application.stage))
}
