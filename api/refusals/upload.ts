import type { Sentences } from './sentence.ts'

export const uploadRefusals: Sentences = {
  'too-many-files': ({ text }) =>
    `${text('files')} files came with this order already, and that is the most: please write to us.`,
  'no-organisation': () =>
    'This order is not for an organization, so there is nobody whose tax exemption it could show.',
  'no-certificate': () => 'There is no such tax exemption certificate.',
  'certificate-sent': () => 'Nobody has recorded this certificate yet: please record or refuse it.',
  'certificate-on-file': ({ by, at }) =>
    `This certificate is on file already, recorded${by}${at}. Where that is wrong, withdraw it and record it again.`,
  'certificate-refused': ({ by, at }) => `This certificate was refused${by}${at}.`,
  'certificate-withdrawn': ({ by, at }) => `This certificate was withdrawn${by}${at}.`,
}
