import type { Account } from './account.ts'
import { errorBody, invalid, RefusalError } from './refusal.ts'

export interface Answer {
  status: number
  body: string
  isReplayed: boolean
}

const keptSeconds = 24 * 3_600
const longestKey = 255

/**
 * The answer to a request with a key: the first one, whatever it was, for a day; `underWay` are the keys that are being
 * answered now. What Stripe refuses before it begins is thrown and not kept.
 */
export async function answerOnce(
  account: Account,
  { key, asked, underWay }: { key: string; asked: string; underWay: Set<string> },
  work: () => Promise<Omit<Answer, 'isReplayed'>>,
): Promise<Answer> {
  if (key.length > longestKey) throw tooLong()
  const kept = account.books.answers.get(key)
  if (kept !== undefined && kept.keptAt > account.now() - keptSeconds) {
    if (kept.asked !== asked) throw otherwiseUsed(key)
    return { status: kept.status, body: kept.body, isReplayed: true }
  }
  if (underWay.has(key)) throw inUse(key)
  underWay.add(key)
  try {
    const answer = await work()
    account.books.answers.set(key, { ...answer, asked, keptAt: account.now() })
    return { ...answer, isReplayed: false }
  } finally {
    underWay.delete(key)
  }
}

/** What was done, or Stripe's error where it was begun and could not be: both are answers. */
export function answered(work: () => object): Omit<Answer, 'isReplayed'> {
  try {
    return { status: 200, body: JSON.stringify(work(), null, 2) }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    return { status: error.status, body: JSON.stringify(errorBody(error.error), null, 2) }
  }
}

function otherwiseUsed(key: string): RefusalError {
  return new RefusalError(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}

function tooLong(): RefusalError {
  return invalid(`The idempotency key is too long: it must be at most ${longestKey} characters.`)
}

function inUse(key: string): RefusalError {
  return new RefusalError(409, {
    type: 'invalid_request_error',
    code: 'idempotency_key_in_use',
    message:
      'There is currently another in-progress request using this Idempotent Key ' +
      `(that probably means you submitted twice, and the other request is still going through): ${key}.`,
  })
}
