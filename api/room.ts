import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ProblemError } from './problem.ts'
import { isSafe } from './same-site.ts'
import { isUpload, largestUpload, tooLarge } from './upload.ts'

const largestBody = 1_000_000

/** Requests that may be under way at once: a burst of two seconds, and what is read meanwhile. */
const mostUnderWay = { reading: 1_000, sending: 2_500 }

/** A body that is larger counts, in bytes; what people type is far below. */
const lightBody = 64_000

/** What the others may come to together, in bytes. */
const mostHeavyBytes = 60_000_000

/**
 * Lets in as many requests as can be answered in time, and asks the others at once to come again. One counts until all that
 * it asked for has ended, whenever it was answered, so that nothing piles up behind a database that does not answer.
 */
export function limitUnderWay(): MiddlewareHandler {
  const underWay = { reading: 0, sending: 0 }
  let heavyBytes = 0
  return async (c, next) => {
    if (/^\/(healthz|readyz)$/.test(c.req.path)) return next()
    const way = isSafe(c) ? 'reading' : 'sending'
    const heavy = heavyBytesOf(c)
    if (underWay[way] >= mostUnderWay[way] || (heavy > 0 && heavyBytes + heavy > mostHeavyBytes)) {
      throw new ProblemError({ ...comeAgain, detail: busy[way] })
    }
    underWay[way] += 1
    heavyBytes += heavy
    try {
      await next()
    } finally {
      underWay[way] -= 1
      heavyBytes -= heavy
    }
  }
}

/** Refuses a body that is too large: by what it announces, else as soon as so much of it has come. */
export function limitBody(): MiddlewareHandler {
  const [small, upload] = [largestBody, largestUpload].map((maxSize) =>
    bodyLimit({ maxSize, onError: () => Promise.reject(tooMuch(maxSize)) }),
  )
  return async (c, next) => {
    const announced = announcedBytes(c)
    // Looking at the body makes a stream of it, which costs more than all that is done with it.
    if (announced === null) return (isUpload(c) ? upload : small)?.(c, next)
    if (announced > limitOf(c)) throw tooMuch(limitOf(c))
    return next()
  }
}

function heavyBytesOf(c: Context): number {
  if (isSafe(c)) return 0
  const bytes = Math.min(announcedBytes(c) ?? limitOf(c), limitOf(c))
  return bytes > lightBody ? bytes : 0
}

const limitOf = (c: Context) => (isUpload(c) ? largestUpload : largestBody)

/** Null where it is sent in pieces, as long as it takes. */
function announcedBytes(c: Context): number | null {
  if (c.req.header('transfer-encoding') !== undefined) return null
  const length = c.req.header('content-length')
  if (length !== undefined) return Number(length)
  return isSafe(c) || c.env?.incoming ? 0 : null
}

function tooMuch(limit: number): ProblemError {
  const detail = limit === largestUpload ? tooLarge : 'Please send at most 1 MB.'
  return new ProblemError({ status: 413, code: 'too-large', detail })
}

const comeAgain = { status: 503, code: 'busy', retryAfterSeconds: 5 } as const

const busy = {
  reading: 'Very many people are here just now. Please open this again in a moment.',
  sending:
    'Very many people are here just now, so nothing was done. Please send it again in a moment.',
}
