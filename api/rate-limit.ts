import type { MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { ApiDeps } from './deps.ts'
import { networkOf } from './network.ts'
import { ProblemError } from './problem.ts'

/** Holds up who posts more often than people do; counted by network, in this process. */
export function limitPosts({ postsAMinute, proxies }: ApiDeps): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ points: postsAMinute, duration: 60 })
  return async (c, next) => {
    if (c.req.method === 'POST') await limiter.consume(networkOf(c, { proxies })).catch(refuse)
    await next()
  }
}

function refuse(reason: unknown): never {
  const seconds = reason instanceof RateLimiterRes ? Math.ceil(reason.msBeforeNext / 1_000) : 60
  throw new ProblemError({
    status: 429,
    code: 'too-often',
    detail: `That was very often within a minute. Please try again in ${seconds} seconds.`,
    retryAfterSeconds: seconds,
  })
}
