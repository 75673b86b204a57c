import type { Sentences } from './sentence.ts'

const stages: Record<string, string> = {
  draft: 'a draft',
  'on-sale': 'on sale',
  'join-ready': 'on sale, with join details',
  live: 'live',
  'wrap-up': 'over, and waits for its recording',
  recorded: 'recorded',
  archived: 'archived',
  postponed: 'postponed',
  cancelling: 'canceled',
  cancelled: 'canceled',
  'no-recording': 'over, without a recording',
}

const stageIn = (text: (name: string) => string) => stages[text('stage')] ?? text('stage')

export const webinarRefusals: Sentences = {
  'no-webinar': () => 'There is no such webinar.',
  'webinar-exists': ({ text }) =>
    `There is a webinar of this name already; it is ${stageIn(text)}.`,
  'already-published': ({ text, at }) => `This webinar is already ${stageIn(text)}${at}.`,
  'not-published': () => 'This webinar is a draft: please publish it first.',
  'start-is-over': ({ at }) =>
    `The start is over${at}; please give the webinar another start first.`,
  'webinar-ended': ({ at }) => `This webinar is over${at}, so nobody needs that any more.`,
  'not-ended': ({ text }) =>
    `This webinar is ${stageIn(text)} and has not ended, so there is no recording yet.`,
  'not-live': ({ text }) => `This webinar is ${stageIn(text)} and not live, so it cannot be ended.`,
  'already-live': ({ text, at }) => `This webinar is already ${stageIn(text)}${at}.`,
  'too-early-to-go-live': ({ at }) => `It is too early: this webinar can begin from${at}.`,
  'not-ahead': ({ text, at }) =>
    `This webinar is ${stageIn(text)}${at}, so that is not possible any more.`,
  'new-start-is-over': ({ at }) => `The new start is over already${at}; please give a later one.`,
  'same-start': ({ at }) => `This is the start that it has${at}; please give another one.`,
  'not-cancelled': ({ text }) =>
    `This webinar is ${stageIn(text)}, so there is nothing to take back.`,
  'cancellation-is-told': ({ at }) =>
    `Everybody has been told since${at} that it does not take place, so that cannot be taken back.`,
  'mailing-not-begun': () => 'There is no such mailing.',
  'mailing-done': () => 'Everybody has been mailed already.',
  'mailing-paused': () => 'This mailing is paused already.',
  'mailing-not-paused': () => 'This mailing is not paused.',
}
