import type { MilestoneKind } from '../../domain/mailing.ts'
import type { WebinarStage } from '../../domain/webinar.ts'

type Tone = '' | 'waits' | 'wrong' | 'done'

/** Where a webinar stands, in a word or two, and how that is marked. */
export const webinarStages: Record<WebinarStage, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'waits' },
  'on-sale': { label: 'On sale', tone: '' },
  'join-ready': { label: 'On sale, can be joined', tone: 'done' },
  live: { label: 'Live', tone: 'done' },
  'wrap-up': { label: 'Over, waits for its recording', tone: 'waits' },
  recorded: { label: 'Recorded', tone: 'done' },
  archived: { label: 'Archived', tone: '' },
  postponed: { label: 'Postponed', tone: 'waits' },
  cancelling: { label: 'Is being canceled', tone: 'waits' },
  cancelled: { label: 'Canceled', tone: '' },
  'no-recording': { label: 'Without a recording', tone: 'wrong' },
}

export const milestoneWords: Record<MilestoneKind, string> = {
  'join-details': 'How to attend',
  'reminder-24-hours': 'Reminder, the day before',
  'reminder-1-hour': 'Reminder, an hour before',
  'recording-published': 'The recording',
  'slides-attached': 'The slides',
  rescheduled: 'The new date',
  'webinar-postponed': 'Postponed',
  'webinar-cancelled': 'Canceled',
}

/** What comes next for a webinar, and who does it. */
export const nextOfWebinar: Partial<Record<WebinarStage, string>> = {
  draft: 'Only administrators see it. When all is right, put it on sale.',
  'on-sale':
    'People can register. Give the join details at least 72 hours before it begins, or you are reminded.',
  'join-ready':
    'Everybody with a place knows how to attend. Reminders go out a day and an hour before it begins.',
  live: 'It runs by the clock and ends by itself. You can end it earlier.',
  'wrap-up': 'Publish the recording; everybody with a place is mailed, once.',
  recorded: 'Everybody with a place watches the recording, and others can buy it.',
  postponed: 'Everybody concerned knows. Give it a new date, or cancel it.',
  cancelled: 'Everybody concerned was told, and every order is settled.',
  'no-recording': 'No recording was published in time. You can still publish one.',
}
