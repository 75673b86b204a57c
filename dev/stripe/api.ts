import { setTimeout as pause } from 'node:timers/promises'
import { type Account, newId } from './account.ts'
import type { Checker } from './check.ts'
import { endpointFor } from './endpoints.ts'
import { type Faults, takeFault } from './faults.ts'
import { readForm } from './form.ts'
import { type Answer, answered, answerOnce } from './idempotency.ts'
import { errorBody, RefusalError } from './refusal.ts'

export interface ApiRequest {
  method: string
  path: string
  /** With its `?`, or empty. */
  search: string
  body: string
  headers: { authorization: string; idempotencyKey: string; version: string }
}

export interface ApiAnswer {
  status: number
  body: string
  headers: Record<string, string>
}

/** The connection goes away, and nobody hears the answer. */
export const cutOff = Symbol('cut off')

export interface Api {
  answer: (request: ApiRequest) => Promise<ApiAnswer | typeof cutOff>
  /** How often each endpoint was asked, by names such as `POST /v1/refunds`. */
  asked: Map<string, number>
}

/** Stripe's API as far as this product calls it. */
export function openApi(wish: {
  account: Account
  secretKey: string
  faults: Faults
  checker: Checker
  keep: () => void
  /** Names the request that events come of. */
  during: (request: { id: string; key: string | null }, work: () => object) => object
}): Api {
  const asked = new Map<string, number>()
  const underWay = new Set<string>()
  return {
    asked,
    async answer(request) {
      const id = newId('req')
      const target = endpointFor(request.method, request.path)
      const name = `${request.method} ${target?.endpoint.path ?? request.path}`
      asked.set(name, (asked.get(name) ?? 0) + 1)
      try {
        const answer = await answerOf(request, { id, name })
        wish.keep()
        if (takeFault(wish.faults, name, 'cut')) return cutOff
        return { ...answer, headers: headersOf(request, id, answer.isReplayed) }
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error
        const body = JSON.stringify(errorBody(error.error), null, 2)
        return { status: error.status, body, headers: headersOf(request, id, false) }
      }
    },
  }

  async function answerOf(request: ApiRequest, { id, name }: Named): Promise<Answer> {
    requireKey(request, wish.secretKey)
    wish.checker.check(request)
    if (takeFault(wish.faults, name, 'rate-limited')) throw rateLimited()
    const target = endpointFor(request.method, request.path)
    if (!target) throw unrecognized(request)
    const { method, search, path, body, headers } = request
    const form = readForm(method === 'GET' ? search.slice(1) : body)
    const work = target.endpoint.prepare(wish.account, { id: target.id, form })
    const key = method === 'GET' || headers.idempotencyKey === '' ? null : headers.idempotencyKey
    const begin = async () => {
      if (wish.faults.latencyMs > 0) await pause(wish.faults.latencyMs)
      const fault = takeFault(wish.faults, name, 'failed', 'failed-after')
      if (fault === 'failed') return answered(fail)
      const answer = answered(() => wish.during({ id, key }, work))
      return fault === 'failed-after' ? answered(fail) : answer
    }
    if (key === null) return { ...(await begin()), isReplayed: false }
    return answerOnce(wish.account, { key, asked: `${name} ${path}\n${body}`, underWay }, begin)
  }
}

interface Named {
  id: string
  name: string
}

function headersOf({ headers }: ApiRequest, id: string, isReplayed: boolean) {
  return {
    'content-type': 'application/json',
    'request-id': id,
    ...(headers.version === '' ? {} : { 'stripe-version': headers.version }),
    ...(headers.idempotencyKey === '' ? {} : { 'idempotency-key': headers.idempotencyKey }),
    ...(isReplayed ? { 'idempotent-replayed': 'true' } : {}),
  }
}

function requireKey({ headers }: ApiRequest, secretKey: string): void {
  const [, given = ''] = /^Bearer (\S+)$/.exec(headers.authorization) ?? []
  if (given === secretKey) return
  throw new RefusalError(401, {
    type: 'invalid_request_error',
    message:
      given === ''
        ? 'You did not provide an API key. You need to provide your API key in the Authorization header, ' +
          "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        : `Invalid API Key provided: ${given.slice(0, 8)}${'*'.repeat(8)}${given.slice(-4)}`,
  })
}

function unrecognized({ method, path }: ApiRequest): RefusalError {
  return new RefusalError(404, {
    type: 'invalid_request_error',
    message:
      `Unrecognized request URL (${method}: ${path}). ` +
      'Please see https://stripe.com/docs or we can help at https://support.stripe.com/.',
  })
}

function rateLimited(): RefusalError {
  return new RefusalError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded. Learn more about rate limits.',
  })
}

function fail(): never {
  throw new RefusalError(500, {
    type: 'api_error',
    message: 'An unknown error occurred: Stripe could not say what became of this request.',
  })
}
