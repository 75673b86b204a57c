import type { Sentences } from './sentence.ts'

export const addressRefusals: Sentences = {
  'address-asked-too-often': ({ text }) =>
    `You have asked for another address ${text('limit')} times within a day. Please try again tomorrow, or write to us.`,
  'address-replaced': () =>
    'This was asked for once more since then. Please use the links in the newest emails.',
  'address-proven': () =>
    'This mailbox has said yes already. We wait for the other one: please look there.',
  'address-taken': () =>
    'Somebody else uses the new address with us, so yours stays as it is. If both are you, please write to us.',
  'address-changed': ({ at }) => `The address has been changed already${at}.`,
  'address-withdrawn': ({ at }) => `This was taken back${at}: the address stays as it is.`,
  'address-expired': () =>
    'It is too late: not both mailboxes said yes within a day. The address stays as it is; please ask once more.',
}
