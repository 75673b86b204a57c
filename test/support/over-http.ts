import { type Agent, request } from 'node:http'

/** One request over HTTP, as it is sent. */
export interface Sent {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Buffer
  /** Whose connections it uses; one of its own without. */
  agent?: Agent
}

export interface Timed {
  status: number
  /** In seconds; null where nothing is said of it. */
  retryAfter: number | null
  /** Until all of the answer was there, in milliseconds. */
  waitMs: number
}

/** Sends one request, and says how long all of its answer took. @throws where there is none */
export function timed(
  url: string,
  { method = 'GET', headers = {}, body = '', agent }: Sent = {},
): Promise<Timed> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ...(agent && { agent }) }, (response) => {
      response.resume()
      response.once('error', reject)
      response.once('end', () => {
        const wait = response.headers['retry-after']
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: wait === undefined ? null : Number(wait),
          waitMs: performance.now() - began,
        })
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** The wait that this share of all did not exceed, in whole milliseconds. */
export function waitOf(waits: number[], share: number): number {
  const sorted = waits.toSorted((one, other) => one - other)
  return Math.ceil(sorted[Math.ceil(sorted.length * share) - 1] ?? 0)
}
