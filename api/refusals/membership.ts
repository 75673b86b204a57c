import type { Sentences } from './sentence.ts'

const stages: Record<string, string> = {
  verifying: 'waiting for its address to be confirmed',
  pending: 'waiting for an administrator',
  'information-requested': 'waiting for an answer of the applicant',
  active: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  withdrawn: 'withdrawn',
}

export const membershipRefusals: Sentences = {
  'not-applied': () => 'This person has not applied.',
  already: ({ text, by, at }) =>
    `This application is already ${stages[text('stage')] ?? text('stage')}${by}${at}.`,
  'already-there': () => 'This person is a member already, or has applied.',
  'not-confirmed': () =>
    'The applicant has not confirmed the address yet, so it cannot be decided.',
  'answer-awaited': () => 'The applicant was asked something and has not answered yet.',
  'nothing-asked': () => 'Nothing was asked that could be answered.',
  'resent-too-often': ({ text }) =>
    `The mail was sent ${text('limit')} times within a day; please try again tomorrow.`,
  'applicant-was-told': () =>
    'The applicant has been told, so the rejection cannot be undone any more.',
}
