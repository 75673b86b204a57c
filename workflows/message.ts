/** A command as people, other processes and operators send it, by Update or by Signal of the same name. */
export interface Message<Command> {
  /** What it does and which fields it takes, for the operator's drop-down. */
  description: string
  /** Texts that an operator must give; from the API they stay in Postgres and do not travel. */
  needs?: readonly string[]
  /** What it is decided on may have changed elsewhere since the last write, so the state is read anew before. */
  readsAnew?: boolean
  /**
   * It rests on what somebody outside says: they are asked before it takes its turn, so that nothing else waits for
   * their answer, which is read with the input.
   */
  consults?: boolean
  /** The command behind what came in, or null when its shape is wrong. */
  read(input: Record<string, unknown>): Command | null
}

/** One message a kind of command, so that none can be forgotten. */
export type Messages<Command extends { kind: string }> = {
  [K in Command['kind']]: Message<Extract<Command, { kind: K }>>
}

export function isDate(input: unknown): input is string {
  return typeof input === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(input)
}

export function isInstant(input: unknown): input is string {
  return typeof input === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(input)
}

/** Cents or a count: a whole number from `least` up to what a Postgres integer holds. */
export function isWhole(input: unknown, least = 0): input is number {
  return Number.isSafeInteger(input) && Number(input) >= least && Number(input) < 2_147_483_648
}

export function isId(input: unknown): input is string {
  return typeof input === 'string' && /^[\w-]{1,64}$/.test(input)
}

/** The name of something in an address: lower-case words with hyphens. */
export function isSlug(input: unknown): input is string {
  return typeof input === 'string' && /^[a-z0-9-]{1,100}$/.test(input)
}
