import type { CheckStage } from '../../domain/check.ts'

/** Where a check stands, and how that is marked. */
export const checkStages: Record<
  CheckStage | 'under-way' | 'refused',
  { label: string; tone: '' | 'waits' | 'wrong' | 'done' }
> = {
  'not-recorded': { label: 'Not recorded', tone: 'waits' },
  allocated: { label: 'All of it pays orders', tone: 'done' },
  credit: { label: 'Leaves credit', tone: 'done' },
  unattached: { label: 'Nobody knows whose it is', tone: 'waits' },
  reversed: { label: 'Taken back', tone: 'wrong' },
  'under-way': { label: 'Under way', tone: 'waits' },
  refused: { label: 'Refused', tone: 'wrong' },
}

export const endedWords = {
  moved: 'moved to another order',
  bounced: 'the check bounced',
  'typed-wrongly': 'typed wrongly',
}
