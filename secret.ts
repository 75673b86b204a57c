import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  randomInt,
} from 'node:crypto'

/** A secret that nobody can guess: 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Six digits, all equally likely. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** What is kept of a secret that cannot be guessed. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** What is kept of a code that could be guessed: only whoever holds the key can compare it. `of` is what it opens. */
export const codeHashOf = (key: string, { of, code }: { of: string; code: string }): string =>
  createHmac('sha256', key).update(`code/${of}/${code}`).digest('hex')

/** Keeps a secret so that only whoever holds the key can read it: AES-256-GCM, with a nonce of its own each time. */
export function seal(key: string, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed; null where it was not, or with another key. */
export function unseal(key: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

const sealingKey = (key: string): Buffer => createHash('sha256').update(`seal/${key}`).digest()
