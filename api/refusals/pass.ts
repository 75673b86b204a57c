import type { Sentences } from './sentence.ts'

const stages: Record<string, string> = {
  'pending-payment': 'is not paid yet',
  grace: 'has ended and can still be renewed',
  lapsed: 'has lapsed',
  ended: 'has ended',
}

export const passRefusals: Sentences = {
  'no-pass': () => 'There is no such pass.',
  'pass-carried-over-before': ({ text }) =>
    `This person has this pass already, as number ${text('pass')}.`,
  'pass-exists': () => 'This pass is there already.',
  'no-card-saved': () => 'No card is kept for this pass.',
  'pass-cancelled-before': () => 'This pass will already end with its term.',
  'pass-renewed': () =>
    'The next term of this pass is paid already, so it cannot end with this one. Please ask for a refund of the renewal.',
  'pass-not-running': ({ text }) => `This pass ${stages[text('stage')] ?? 'does not run'}.`,
  'pass-not-cancelled': () => 'This pass was not to end with its term, or it has ended.',
  'pass-suspended-before': () => 'This pass is suspended already.',
  'pass-not-suspended': () => 'No administrator has suspended this pass.',
  'pass-not-open': ({ text }) =>
    `This pass ${stages[text('stage')] ?? 'is not open'}, so there is nothing to suspend.`,
}
