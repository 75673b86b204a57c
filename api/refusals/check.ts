import type { Sentences } from './sentence.ts'

export const checkRefusals: Sentences = {
  'check-not-recorded': () => 'This check is not recorded.',
  'check-recorded': ({ by, at }) => `This check is already recorded${by}${at}.`,
  'check-duplicate': ({ by, at, text }) =>
    `A check of this payer, number and amount is already recorded${by}${at}: see /checks/${text('check')}.`,
  'check-reversed': ({ by, at }) => `This check was already reversed${by}${at}.`,
  'unknown-order': ({ text }) => `There is no order ${text('order')}.`,
  'unknown-holder': () => 'There is no such organization or person.',
  'allocations-exceed-check': ({ money }) =>
    `The check is ${money('cents')}, and ${money('allocatedCents')} is more than that.`,
  'order-allocated-twice': ({ text }) => `Order ${text('order')} is named twice.`,
  'more-than-rest': ({ money }) =>
    `Only ${money('cents')} of this check is left, and ${money('allocatedCents')} is more than that.`,
  'credit-used-up': ({ money }) =>
    `What was left of this check has been used: its holder has ${money('cents')} of credit, and this takes ${money('wantedCents')}.`,
  'not-allocated-to': ({ text }) => `Order ${text('order')} has nothing of this check.`,
  'nobody-owes-fee': () =>
    'No order of this check can be asked for a fee: it paid none, or only orders that are closed.',
  'same-order': () => 'The order that has it and the order that shall have it are the same.',
  'already-attributed': () =>
    'It is known already whose credit this is. Where that is wrong, reverse the check as typed wrongly and record it again.',
}
