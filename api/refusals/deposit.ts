import type { Sentences } from './sentence.ts'

export const depositRefusals: Sentences = {
  'deposit-not-recorded': () => 'This deposit is not recorded.',
  'deposit-recorded': ({ by, at }) => `This deposit is already recorded${by}${at}.`,
  'deposit-check-recorded': ({ by, at, text }) =>
    `Nothing of this deposit was recorded, for the check in row ${text('row')} is already recorded${by}${at}: see /checks/${text('check')}.${alsoRecorded(text('others'))}`,
}

function alsoRecorded(rows: string): string {
  return rows === '' ? '' : ` So are those in these rows: ${rows}.`
}
