import type { Sentences } from './sentence.ts'

export const inquiryRefusals: Sentences = {
  'asked-before': () => 'This question has reached us already.',
  'not-asked': () => 'Nobody has asked this.',
  'inquiry-settled': ({ text, by, at }) => `This question is already ${text('stage')}${by}${at}.`,
}
