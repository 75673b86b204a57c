import type { Letter } from '../mail/letter.ts'
import type { CalendarEntry } from '../mail/transport.ts'

/** A message as it stands in the outbox, with the address it goes to. */
export interface OutboxMessage {
  id: string
  key: string
  kind: string
  subject: string
  person_id: string
  email: string
  name: string | null
  /** The zone in which the reader lives, null where that was never said. */
  time_zone: string | null
  unwanted_mail: readonly string[]
  data: Record<string, unknown>
  written_at: string
  /** The submission that brought it about. */
  step: string | null
  unknown_outcomes: number
  /** ISO instant of this attempt. */
  at: string
}

export interface Written {
  letter: Letter
  /** Where it goes, when that is not the person’s address. */
  to?: string
  /** Replaced by dots in what is kept of the mail. */
  secrets?: string[]
  calendar?: CalendarEntry
}

/** Writes the letter of one kind, or null when a newer fact made it wrong. */
export type Writer = (message: OutboxMessage) => Promise<Written | null>
