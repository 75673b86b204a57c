import type { Sql } from '../../database/connect.ts'
import { formatInstant, localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import * as letters from '../../mail/membership.ts'
import * as confirmation from '../../mail/membership-confirmation.ts'
import * as queue from '../../mail/membership-queue.ts'
import {
  type Application,
  applicationOf,
  applicationsToDecide,
} from '../../readmodels/membership.ts'
import { nameOf } from '../../readmodels/person.ts'
import { webinarBySlug } from '../../readmodels/webinar.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'

interface Deps {
  sql: Sql
  links: Links
  zone: string
}

const waited: Record<string, string> = {
  'pending-4-hours': '4 working hours',
  'pending-2-days': '2 working days',
  'pending-5-days': '5 working days',
}

/** The letters about memberships, each as of the moment in which it is sent; null where a newer fact made one wrong. */
export function membershipWriters({ sql, links, zone }: Deps): Record<string, Writer> {
  const day = (at: string) => formatDate(localDate(at, zone))

  return {
    'confirm-address': about((application) =>
      application.stage === 'verifying'
        ? withCode(confirmation.confirmAddress({ ...proof(application), days: 7 }), application)
        : null,
    ),
    'confirm-nudge': about((application, message) =>
      application.stage === 'verifying'
        ? withCode(
            confirmation.confirmNudge({
              ...proof(application),
              daysLeft: daysLeft(application, message),
            }),
            application,
          )
        : null,
    ),
    'already-member': about(({ name, id, application }) => ({
      letter: confirmation.alreadyMember({ name, link: ownLink({ id, application }) }),
    })),
    'already-applying': about(alreadyApplying),
    'may-reapply-later': about(({ name, mayReapplyOn }) =>
      mayReapplyOn === null
        ? null
        : {
            letter: confirmation.mayReapplyLater({ name, mayReapplyOn: formatDate(mayReapplyOn) }),
          },
    ),
    approved: about(async (application) => ({
      letter: letters.approved({
        name: application.name,
        link: ownLink(application),
        wanted: await wantedBy(application),
      }),
    })),
    rejected: about(({ stage, name, reason, mayReapplyOn }) =>
      stage === 'rejected'
        ? {
            letter: letters.rejected({
              name,
              reason,
              mayReapplyOn: mayReapplyOn && formatDate(mayReapplyOn),
            }),
          }
        : null,
    ),
    'information-requested': about((application) =>
      application.question !== null && application.stage === 'information-requested'
        ? {
            letter: letters.informationRequested({
              name: application.name,
              question: application.question,
              link: ownLink(application),
            }),
          }
        : null,
    ),
    'application-expired': about(({ name, stage, confirmedAt, question, answer }) => {
      if (stage !== 'expired') return null
      const applyLink = links.page('/applications')
      if (confirmedAt === null) {
        return {
          letter: letters.applicationExpired({ applyLink, because: 'unconfirmed', days: 7 }),
        }
      }
      const because = question !== null && answer === null ? 'unanswered' : 'undecided'
      return { letter: letters.applicationExpired({ applyLink, because, name, days: 30 }) }
    }),
    'undecided-apology': about(({ stage, name, appliedAt }) =>
      stage === 'pending'
        ? { letter: letters.undecidedApology({ name, appliedOn: day(appliedAt) }) }
        : null,
    ),
    withdrawn: about(({ name }) => ({
      letter: letters.withdrawn({ name, applyLink: links.page('/applications') }),
    })),
    'applications-waiting': toDecide((applications, queueLink) =>
      queue.applicationsWaiting({ applications, queueLink }),
    ),
    'applications-reminder': toDecide((applications, queueLink, { data }) => {
      const reminder = String(data.because)
      return queue.applicationsReminder({
        applications,
        queueLink,
        waited: waited[reminder] ?? 'some time',
        isApplicantTold: reminder === 'pending-5-days',
      })
    }),
  }

  function about(
    write: (
      application: Application,
      message: OutboxMessage,
    ) => ReturnType<Writer> | Awaited<ReturnType<Writer>>,
  ): Writer {
    return async (message) => {
      const application = await applicationOf(sql, message.person_id)
      return application && write(application, message)
    }
  }

  /** The applications that wait at the moment of sending; without any, there is nothing to tell. */
  function toDecide(
    write: (
      applications: queue.WaitingApplication[],
      queueLink: string,
      message: OutboxMessage,
    ) => ReturnType<typeof queue.applicationsWaiting>,
  ): Writer {
    return async (message) => {
      const waiting = await applicationsToDecide(sql)
      if (waiting.length === 0) return null
      const shown = await Promise.all(waiting.map(waitingApplication))
      return { letter: write(shown, links.page('/console?show=applications'), message) }
    }
  }

  async function waitingApplication(application: Application): Promise<queue.WaitingApplication> {
    const { question, answer, earlier } = application
    const last = earlier.findLast((decision) => decision.stage === 'rejected')
    const by = last?.decidedBy?.split(':')[1]
    const decider = by ? await nameOf(sql, by) : null
    return {
      ...application,
      link: links.page(`/console/members/${application.id}`),
      appliedAt: day(application.appliedAt),
      exchange: question !== null && answer !== null ? { question, answer } : null,
      earlierDecision: last
        ? `rejected${decider ? ` by ${decider}` : ''} on ${day(last.decidedAt)}${last.reason ? `: ${last.reason}` : ''}`
        : null,
    }
  }

  function alreadyApplying(application: Application) {
    const { stage, name, question, appliedAt } = application
    const appliedOn = day(appliedAt)
    if (stage === 'verifying') {
      const props = { appliedOn, waitsFor: 'confirmation', ...proof(application) } as const
      return withCode(confirmation.alreadyApplying(props), application)
    }
    if (stage === 'information-requested' && question !== null) {
      const props = {
        appliedOn,
        waitsFor: 'answer',
        name,
        question,
        link: ownLink(application),
      } as const
      return { letter: confirmation.alreadyApplying(props) }
    }
    return { letter: confirmation.alreadyApplying({ appliedOn, waitsFor: 'decision', name }) }
  }

  function proof(application: Application) {
    return { link: ownLink(application), code: codeOf(application) }
  }

  function withCode(
    letter: ReturnType<typeof confirmation.confirmAddress>,
    application: Application,
  ) {
    const secrets = [codeOf(application), ownLink(application).split('token=')[1] ?? '']
    return { letter, secrets }
  }

  /** The webinar that they came for, as long as it can be had. */
  async function wantedBy({ wanted }: Application) {
    const webinar = wanted === null ? null : await webinarBySlug(sql, wanted)
    if (webinar === null || webinar.action === null) return null
    const isLive = webinar.action !== 'get-the-recording'
    return {
      title: webinar.title,
      startsAt: isLive ? formatInstant(webinar.startsAt, webinar.timeZone) : null,
      link: links.page(`/webinars/${webinar.slug}`),
    }
  }

  function ownLink({ id, application }: Pick<Application, 'id' | 'application'>): string {
    return links.to({ noun: 'application', id, version: application })
  }

  function codeOf({ id, application }: Application): string {
    return links.code({ noun: 'application', id, version: application })
  }
}

function daysLeft({ since }: Application, { written_at }: OutboxMessage): number {
  return 7 - Math.round((Date.parse(written_at) - Date.parse(since)) / 86_400_000)
}
