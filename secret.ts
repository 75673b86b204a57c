import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'

/** A secret that nobody can guess: 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Six digits, all equally likely. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** What is kept of a secret that cannot be guessed. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** What is kept of a code that could be guessed: only whoever holds the key can compare it. `of` is what it opens. */
export const codeHashOf = (key: string, { of, code }: { of: string; code: string }): string =>
  createHmac('sha256', key).update(`code/${of}/${code}`).digest('hex')
