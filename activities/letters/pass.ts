import type { Sql } from '../../database/connect.ts'
import { addDays, formatDate } from '../../domain/date.ts'
import { GRACE_DAYS, REINSTATEMENT_DAYS } from '../../domain/pass-term.ts'
import type { Letter } from '../../mail/letter.ts'
import * as letters from '../../mail/pass.ts'
import { type Pass, passByNumber } from '../../readmodels/pass.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'

/** A pass of which a term was paid. */
type PassWithTerm = Pass & { startsOn: string; endsOn: string }

/** The letters about passes; null where a renewal, an end or a suspension made one wrong. */
export function passWriters({ sql, links }: { sql: Sql; links: Links }): Record<string, Writer> {
  return {
    'pass-active': about((pass) =>
      letters.passActive({
        ...facts(pass),
        opens: `all webinars of ${pass.presenter}`,
        seats: null,
      }),
    ),
    'pass-renewal-reminder': about((pass, { data }) =>
      pass.stage === 'renewal-open' && !pass.cancelsAtEnd && !pass.isSuspended
        ? letters.renewalReminder({ ...renewal(pass), daysLeft: renewalDays(data) })
        : null,
    ),
    'pass-charge-notice': about((pass, { data }) =>
      pass.chargeCents !== null && !pass.cancelsAtEnd
        ? letters.chargeNotice({
            ...renewal(pass),
            chargeCents: pass.chargeCents,
            daysLeft: data.days === 7 ? 7 : 30,
          })
        : null,
    ),
    'pass-card-removed': about((pass) => letters.cardRemoved(facts(pass))),
    'pass-grace-reminder': about((pass, { data }) =>
      pass.stage === 'grace' && !pass.isSuspended
        ? letters.graceReminder({
            ...renewal(pass),
            daysSince: data.days === 7 ? 7 : 21,
            graceEndsOn: formatDate(addDays(pass.endsOn, GRACE_DAYS)),
          })
        : null,
    ),
    'pass-lapsed': about((pass) =>
      pass.stage === 'lapsed' && !pass.isSuspended
        ? letters.lapsed({
            ...renewal(pass),
            reinstateUntil: formatDate(addDays(pass.endsOn, REINSTATEMENT_DAYS)),
          })
        : null,
    ),
    'pass-renewed': about((pass) => letters.renewed(facts(newestTerm(pass)))),
    'pass-reinstated': about((pass) => letters.passReinstated(facts(pass))),
    'pass-cancelled': about((pass) =>
      pass.cancelsAtEnd ? letters.passCancelled(facts(pass)) : null,
    ),
  }

  function about(write: (pass: PassWithTerm, message: OutboxMessage) => Letter | null): Writer {
    return async (message) => {
      const pass = await passByNumber(sql, message.subject.slice('pass:'.length))
      if (pass === null || !hasTerm(pass)) return null
      const letter = write(pass, message)
      return letter && { letter, secrets: [ownLink(pass).split('token=')[1] ?? ''] }
    }
  }

  function facts(pass: PassWithTerm): letters.PassFacts {
    const { holder, number, title, startsOn, endsOn } = pass
    return {
      name: holder,
      passNumber: number,
      title,
      startsOn: formatDate(startsOn),
      endsOn: formatDate(endsOn),
      link: ownLink(pass),
    }
  }

  function renewal(pass: PassWithTerm) {
    return { ...facts(pass), priceCents: pass.priceCents, renewLink: ownLink(pass) }
  }

  function ownLink({ number, linkVersion }: Pass): string {
    return links.to({ noun: 'pass', id: number, version: linkVersion })
  }
}

function hasTerm(pass: Pass): pass is PassWithTerm {
  return pass.startsOn !== null && pass.endsOn !== null
}

/** The pass with the term that was paid last, which may be the next. */
function newestTerm(pass: PassWithTerm): PassWithTerm {
  const newest = pass.terms.findLast(({ takenBackAt }) => takenBackAt === null)
  return newest ? { ...pass, startsOn: newest.startsOn, endsOn: newest.endsOn } : pass
}

function renewalDays({ days }: Record<string, unknown>): 60 | 30 | 7 | 0 {
  return days === 60 || days === 30 || days === 7 ? days : 0
}
