import * as address from './address.ts'
import { cardBuilders, cardLetters } from './card-samples.ts'
import * as digest from './digest.ts'
import * as inquiry from './inquiry.ts'
import * as inquiryDesk from './inquiry-desk.ts'
import type { Letter } from './letter.ts'
import * as membership from './membership.ts'
import * as confirmation from './membership-confirmation.ts'
import * as queue from './membership-queue.ts'
import { moneyBuilders, moneyLetters, name } from './money-samples.ts'
import { orderBuilders, orderLetters, session } from './order-samples.ts'
import * as pass from './pass.ts'
import * as reconciliation from './reconciliation.ts'
import { uploadBuilders, uploadLetters } from './upload-samples.ts'
import * as webinar from './webinar.ts'
import * as webinarDesk from './webinar-desk.ts'
import { moveBuilders, moveLetters } from './webinar-move-samples.ts'

/** Every builder that there is, by the name of its kind. */
export const builders: Record<string, unknown> = {
  ...confirmation,
  ...membership,
  ...queue,
  ...moneyBuilders,
  ...cardBuilders,
  ...moveBuilders,
  ...orderBuilders,
  ...pass,
  ...reconciliation,
  ...webinar,
  ...webinarDesk,
  ...inquiry,
  ...inquiryDesk,
  ...digest,
  ...address,
  ...uploadBuilders,
}

const at = (path: string) => `https://desk.example/${path}`
const link = at('memberships/7c1d')
const code = '482913'
const application = {
  name,
  email: 'ann.lee@library.example',
  organisation: 'Springfield Public Library',
  role: 'Branch manager',
  why: 'Two incidents this year.\n\nI would like to train my staff.',
  wanted: session.title,
  appliedAt: 'October 3, 2022, 9:12 AM EDT',
  exchange: null,
  earlierDecision: null,
  link,
}
const moving = { name, from: application.email, to: 'ann@city.example' }
const answered = {
  ...application,
  organisation: null,
  role: null,
  why: null,
  exchange: { question: 'Which library?', answer: 'Springfield, the main branch.' },
  earlierDecision: 'rejected by Bea on May 2, 2022: no library named',
}
const invitation = {
  name,
  session,
  joinUrl: 'https://meet.example/j/849',
  joinNotes: 'By telephone: +1 555 0100\nPasscode 4711',
}
const renewal = {
  name,
  passNumber: 'P-31',
  title: 'Individual all-access annual pass',
  startsOn: 'October 6, 2022',
  endsOn: 'October 5, 2023',
  link,
  priceCents: 49900,
  renewLink: at('passes/31/renew'),
}
const asked = { name, inquiryNumber: 'Q-12', about: 'a group discount', link }
const inbox = {
  inquiryNumber: 'Q-12',
  about: 'a group discount',
  from: name,
  email: application.email,
  organisation: null,
  question: 'What would 12 log-ins cost?',
  dueAt: 'October 4, 2022, 5:00 PM EDT',
  owner: null,
  link,
}
const recording = {
  name,
  title: session.title,
  minutes: 61,
  recordingLink: at('recordings/9'),
  includes: ['recording', 'slides', 'certificate'] as const,
}

const memberLetters: [string, Letter][] = [
  ['confirmAddress', confirmation.confirmAddress({ link, code, days: 7 })],
  ['confirmNudge', confirmation.confirmNudge({ link, code, daysLeft: 1 })],
  ['alreadyMember', confirmation.alreadyMember({ name, link })],
  [
    'alreadyApplying',
    confirmation.alreadyApplying({ appliedOn: 'October 3', waitsFor: 'confirmation', link, code }),
  ],
  [
    'alreadyApplying',
    confirmation.alreadyApplying({ appliedOn: 'May 3', waitsFor: 'decision', name }),
  ],
  [
    'alreadyApplying',
    confirmation.alreadyApplying({
      appliedOn: 'May 3',
      waitsFor: 'answer',
      name,
      question: '?',
      link,
    }),
  ],
  ['mayReapplyLater', confirmation.mayReapplyLater({ name: null, mayReapplyOn: 'May 1, 2023' })],
  ['approved', membership.approved({ name, link, wanted: null })],
  [
    'approved',
    membership.approved({ name, link, wanted: { ...session, link: at('webinars/harassment') } }),
  ],
  ['rejected', membership.rejected({ name, reason: null, mayReapplyOn: null })],
  ['rejected', membership.rejected({ name, reason: 'No library.', mayReapplyOn: 'May 1, 2023' })],
  ['informationRequested', membership.informationRequested({ name, question: 'Which?', link })],
  [
    'applicationExpired',
    membership.applicationExpired({ because: 'unconfirmed', days: 7, applyLink: link }),
  ],
  [
    'applicationExpired',
    membership.applicationExpired({ because: 'undecided', name, days: 30, applyLink: link }),
  ],
  [
    'applicationExpired',
    membership.applicationExpired({ because: 'unanswered', name, days: 30, applyLink: link }),
  ],
  ['undecidedApology', membership.undecidedApology({ name, appliedOn: 'October 3' })],
  ['withdrawn', membership.withdrawn({ name: null, applyLink: link })],
  [
    'applicationsWaiting',
    queue.applicationsWaiting({ applications: [application], queueLink: link }),
  ],
  ['applicationsWaiting', queue.applicationsWaiting({ applications: [answered], queueLink: link })],
  [
    'applicationsWaiting',
    queue.applicationsWaiting({ applications: [application, answered], queueLink: link }),
  ],
  [
    'applicationsReminder',
    queue.applicationsReminder({
      applications: [application],
      waited: '5 working days',
      isApplicantTold: true,
      queueLink: link,
    }),
  ],
]

const otherLetters: [string, Letter][] = [
  ['joinDetails', webinar.joinDetails({ ...invitation, isChanged: false, link })],
  ['joinDetails', webinar.joinDetails({ ...invitation, isChanged: true, joinNotes: null, link })],
  ['reminder24h', webinar.reminder24h(invitation)],
  ['reminder1h', webinar.reminder1h({ ...invitation, joinNotes: null })],
  [
    'recordingPublished',
    webinar.recordingPublished({ ...recording, slidesLink: at('slides/9'), certificateLink: null }),
  ],
  [
    'recordingPublished',
    webinar.recordingPublished({
      ...recording,
      slidesLink: at('slides/9'),
      certificateLink: at('certificates/9'),
    }),
  ],
  ['slidesAttached', webinar.slidesAttached({ name, title: session.title, slidesLink: link })],
  ...moveLetters,
  [
    'joinDetailsMissing',
    webinarDesk.joinDetailsMissing({ ...session, hoursLeft: 72, registered: 41, link }),
  ],
  [
    'recordingMissing',
    webinarDesk.recordingMissing({
      title: session.title,
      endedAt: 'October 6, 2022, 3:00 PM EDT',
      promisedBy: 'October 10, 2022',
      waiting: 1,
      link,
    }),
  ],
  [
    'passActive',
    pass.passActive({ ...renewal, opens: 'all webinars of Dr. Example', seats: null }),
  ],
  ...([60, 30, 7, 0] as const).map((daysLeft): [string, Letter] => [
    'renewalReminder',
    pass.renewalReminder({ ...renewal, daysLeft }),
  ]),
  ...([7, 21] as const).map((daysSince): [string, Letter] => [
    'graceReminder',
    pass.graceReminder({
      ...renewal,
      priceCents: null,
      daysSince,
      graceEndsOn: 'November 4, 2023',
    }),
  ]),
  ['lapsed', pass.lapsed({ ...renewal, reinstateUntil: 'January 3, 2024' })],
  ['renewed', pass.renewed(renewal)],
  ['passReinstated', pass.passReinstated(renewal)],
  ['passCancelled', pass.passCancelled(renewal)],
  ...([30, 7] as const).map((daysLeft): [string, Letter] => [
    'chargeNotice',
    pass.chargeNotice({ ...renewal, daysLeft, chargeCents: 49_900 }),
  ]),
  ['cardRemoved', pass.cardRemoved(renewal)],
  [
    'inquiryReceived',
    inquiry.inquiryReceived({ ...asked, question: inbox.question, answeredBy: inbox.dueAt }),
  ],
  [
    'inquiryAnswered',
    inquiry.inquiryAnswered({
      ...asked,
      answer: 'They would be $780.00.',
      answeredBy: 'Bea',
      next: { label: 'See the quote', link: at('orders/2050') },
    }),
  ],
  ['inquiryClosed', inquiry.inquiryClosed({ ...asked, outcome: null })],
  ['addressProofOld', address.addressProofOld({ ...moving, until: inbox.dueAt, link })],
  ['addressProofNew', address.addressProofNew({ ...moving, until: inbox.dueAt, link })],
  ['addressChanged', address.addressChanged(moving)],
  ['addressUnchanged', address.addressUnchanged({ ...moving, link: at('me/profile') })],
  ['inquiryWaiting', inquiryDesk.inquiryWaiting(inbox)],
  ['inquiryOverdue', inquiryDesk.inquiryOverdue({ ...inbox, owner: 'Bea' })],
  [
    'stripeDifferences',
    reconciliation.stripeDifferences({
      payments: [
        {
          happened: 'Booked with another amount',
          intent: 'pi_3SabcDEF',
          order: '2050',
          atStripe: '$99.00',
          booked: '$90.00',
        },
        {
          happened: 'Paid at Stripe, and for no order of ours',
          intent: 'pi_3SghiJKL',
          order: null,
          atStripe: '$12.00',
          booked: null,
        },
      ],
      more: 3,
      link: at('tasks'),
    }),
  ],
  [
    'digest',
    digest.digest({
      consoleLink: link,
      queues: [
        {
          title: 'Applications',
          link,
          items: [{ what: name, since: 'October 3', dueAt: null }],
          count: 12,
        },
        { title: 'Purchase orders', link, items: [], count: 0 },
      ],
    }),
  ],
]

/** A letter of every kind, some in several variants, each with the name of its builder. */
export const letters: [string, Letter][] = [
  ...memberLetters,
  ...orderLetters,
  ...moneyLetters,
  ...cardLetters,
  ...uploadLetters,
  ...otherLetters,
]
