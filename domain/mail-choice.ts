/** The mail that nobody needs to get; all other mail says something that somebody waits for, owes or would lose. */
export const mailChoices = ['reminder-24-hours', 'reminder-1-hour', 'recording-news'] as const

export type MailChoice = (typeof mailChoices)[number]

/** The choice by which a person gets mail of this kind or not; null for mail that everybody gets. */
export function choiceOf(kind: string): MailChoice | null {
  return choices[kind] ?? null
}

const choices: Readonly<Record<string, MailChoice>> = {
  'reminder-24-hours': 'reminder-24-hours',
  'reminder-1-hour': 'reminder-1-hour',
  'recording-published': 'recording-news',
  'slides-attached': 'recording-news',
}
