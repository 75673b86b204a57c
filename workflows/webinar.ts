import type { WebinarActivities } from '../activities/webinar.ts'
import {
  decideWebinar,
  elapseWebinar,
  isWebinarOver,
  type WebinarCommand,
  type WebinarEffect,
  type WebinarSnapshot,
  type WebinarTimer,
} from '../domain/webinar.ts'
import { isInstant, isSlug, isWhole, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { webinarMoves } from './webinar-moves.ts'
import { durable } from './writes.ts'

const messages: Messages<WebinarCommand> = {
  create: {
    description:
      'Makes a webinar as a draft. Fields: title, overview, agenda (a list), series (slugs), presenter, priceList, startsAt (an instant, ending in Z), timeZone, minutes.',
    needs: ['title', 'overview', 'timeZone'],
    read: (said) => (isDescribed(said) ? { kind: 'create' } : null),
  },
  change: {
    description: 'Changes a draft. Fields: those of create that change.',
    read: (said) => (isPartlyDescribed(said) ? { kind: 'change' } : null),
  },
  publish: {
    description: 'Puts the draft on sale. No fields.',
    read: () => ({ kind: 'publish' }),
  },
  setJoinDetails: {
    description:
      'Says how to attend; everybody with a place is mailed, also when it changes. Fields: url (https), notes (optional).',
    needs: ['url'],
    read: ({ url }) => (isAddress(url) ? { kind: 'setJoinDetails' } : null),
  },
  attachSlides: {
    description: 'Attaches the slides, which come with the recording. Fields: url (https).',
    needs: ['url'],
    read: ({ url }) => (isAddress(url) ? { kind: 'attachSlides' } : null),
  },
  publishRecording: {
    description:
      'Publishes the recording; everybody with access is mailed, once. Fields: url (https), minutes.',
    needs: ['url'],
    read: ({ url, minutes }) =>
      isAddress(url) && isWhole(minutes, 1) ? { kind: 'publishRecording' } : null,
  },
  goLive: {
    description: 'Begins now, up to an hour early; else the clock does it. No fields.',
    read: () => ({ kind: 'goLive' }),
  },
  end: {
    description: 'Ends now; else the clock does it. No fields.',
    read: () => ({ kind: 'end' }),
  },
  ...webinarMoves,
  wantJoinDetails: {
    description: 'Somebody has a place and cannot be told how to attend. Sent by their order.',
    read: () => ({ kind: 'wantJoinDetails' }),
  },
  carryOver: {
    description: 'Brings over a past webinar with its recording; no mail. Sent by carrying over.',
    needs: ['title', 'overview', 'timeZone', 'recordingUrl'],
    read: (said) =>
      isDescribed(said) && isWhole(said.recordingMinutes, 1) ? { kind: 'carryOver' } : null,
  },
}

/**
 * One webinar, `webinar:<slug>`. Started when it is created; waits for administrators to publish it, to say how to
 * attend and to publish the recording, wakes them when that is late, and by the clock reminds, begins, ends and wraps
 * up. What goes to everybody is mailed by a process of its own, so that nothing waits for it. It can be put on another
 * date, put off, and cancelled: ten minutes later each order is told, and it waits until all are settled. Ends as recorded
 * or cancelled; whatever is attached or corrected later begins a new run.
 */
export async function webinar(slug: string): Promise<string> {
  const writes = durable<WebinarActivities>()
  return runProcess<WebinarSnapshot, WebinarTimer, WebinarCommand, WebinarEffect>({
    id: slug,
    subject: `webinar:${slug}`,
    about: { webinarSlug: slug },
    messages,
    load: () => writes.loadWebinar({ slug }, 'read where the webinar stands'),
    decide: decideWebinar,
    elapse: (timer, state) => elapseWebinar(timer.kind, state),
    write: ({ write, ...values }, step, summary) =>
      writes[write]({ ...step, ...values, slug }, summary),
    isDone: (state) => state === null || isWebinarOver(state.stage),
    details,
  })
}

function details(state: WebinarSnapshot): string {
  const next = state.timers[0]
  return [
    `**${state.stage}** since ${inWords(state.awaitingSince)}; starts ${inWords(state.startsAt)}.`,
    waitingFor(state),
    next ? `Next by the clock: ${next.kind}, ${inWords(next.at)}.` : 'Nothing more by the clock.',
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal. How far a mail to everybody has come is shown by its own process, `mailing:…`.',
  ].join('\n\n')
}

function waitingFor({ stage, endedAt, dueAt }: WebinarSnapshot): string {
  const due = dueAt === null ? '' : `, due ${inWords(dueAt)}`
  if (stage === 'draft') return 'Waits for an administrator: change or publish.'
  if (stage === 'on-sale') return `Waits for an administrator: setJoinDetails${due}.`
  if (stage === 'postponed') return 'Waits for an administrator: reschedule or cancel.'
  if (stage === 'cancelling') {
    return 'Does not take place. Waits until each order is settled; before that, undoCancellation.'
  }
  if (stage === 'wrap-up' || (stage === 'live' && endedAt !== null)) {
    return `Waits for an administrator: publishRecording${due}.`
  }
  return 'Waits for nobody.'
}

function isDescribed({ startsAt, minutes, presenter, priceList, series }: Said): boolean {
  return (
    isInstant(startsAt) &&
    isWhole(minutes, 1) &&
    isSlug(presenter) &&
    isSlug(priceList) &&
    Array.isArray(series) &&
    series.every(isSlug)
  )
}

function isPartlyDescribed({ startsAt, minutes, presenter, priceList, series }: Said): boolean {
  return isDescribed({
    startsAt: startsAt ?? '2000-01-01T00:00:00Z',
    minutes: minutes ?? 1,
    presenter: presenter ?? 'same',
    priceList: priceList ?? 'same',
    series: series ?? [],
  })
}

/** From the API it has been checked, and stays in Postgres. */
function isAddress(input: unknown): boolean {
  return input === undefined || (typeof input === 'string' && /^https:\/\/\S+$/.test(input))
}

type Said = Record<string, unknown>
