/** An error as Stripe words it in the body of its answer. */
export interface StripeError {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  charge?: string
  payment_intent?: object
  payment_method?: object
}

/** Thrown where Stripe would answer with an error; nothing has been done then but what a card's decline leaves behind. */
export class RefusalError extends Error {
  status: 400 | 401 | 402 | 404 | 409 | 429 | 500
  error: StripeError

  constructor(status: RefusalError['status'], error: StripeError) {
    super(error.message)
    this.status = status
    this.error = error
  }
}

/** Something about the request itself that Stripe does not take. */
export function invalid(message: string, more: { code?: string; param?: string } = {}) {
  return new RefusalError(400, { type: 'invalid_request_error', message, ...more })
}

/** Stripe has nothing by that id: 404 where it stands in the path, 400 where it is a parameter. */
export function missing(what: string, id: string, param = 'id'): RefusalError {
  return new RefusalError(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
  })
}

export function errorBody(error: StripeError): { error: StripeError & { doc_url?: string } } {
  if (error.code === undefined) return { error }
  const page = error.code.replaceAll('_', '-')
  return { error: { ...error, doc_url: `https://docs.stripe.com/error-codes/${page}` } }
}
