import { Stripe } from 'stripe'

/** What to do about an answer that is none: ask again, or not; Stripe's own words name people, so only codes are kept. */
export type FailureKind =
  /** Away, too busy, or the answer was lost: the same key again. */
  | 'try-again'
  /** Stripe keeps a failure of its own as the answer to this key, for a day. */
  | 'stored'
  /** The bank says no. */
  | 'declined'
  | 'not-there'
  /** Asked wrongly, or it cannot be done: asking again changes nothing. */
  | 'refused'

/** Stripe did not do what it was asked; its message is Stripe's code and nothing of a person. */
export class StripeFailure extends Error {
  readonly kind: FailureKind
  readonly code: string

  constructor(kind: FailureKind, code: string) {
    super(code)
    this.name = 'StripeFailure'
    this.kind = kind
    this.code = code
  }
}

/** Runs what asks Stripe. @throws StripeFailure in place of Stripe's own errors */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Stripe.errors.StripeError ? translated(error) : error
  }
}

/** Whether Stripe said no in this way. */
export function isFailure(error: unknown, ...kinds: FailureKind[]): error is StripeFailure {
  return error instanceof StripeFailure && kinds.includes(error.kind)
}

function translated(error: Stripe.errors.StripeError): StripeFailure {
  const code = error.decline_code ?? error.code ?? error.type
  return new StripeFailure(kindOf(error), code)
}

function kindOf(error: Stripe.errors.StripeError): FailureKind {
  const { statusCode = 0, code, headers } = error
  if (statusCode >= 500) return isReplayed(headers) ? 'stored' : 'try-again'
  if (statusCode === 402) return 'declined'
  if (statusCode === 404 || code === 'resource_missing') return 'not-there'
  const isBusy = statusCode === 429 || statusCode === 409 || code === 'lock_timeout'
  return isBusy || statusCode === 0 ? 'try-again' : 'refused'
}

function isReplayed(headers: Record<string, string> | undefined): boolean {
  return headers?.['idempotent-replayed'] === 'true'
}
