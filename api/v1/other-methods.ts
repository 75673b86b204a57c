import type { OpenAPIHono } from '@hono/zod-openapi'
import { ProblemError } from '../problem.ts'

/** Answers 405 with the methods that there are, where a path of the API is asked in another way. */
export function otherMethods(v1: OpenAPIHono): void {
  const known = [...v1.routes]
  for (const path of new Set(known.map((route) => route.path))) {
    const ofPath = known.filter((route) => route.path === path)
    const methods = [...new Set(ofPath.map(({ method }) => method))]
    const allow = methods.includes('GET') ? ['HEAD', ...methods] : methods
    v1.all(path, ({ req }) => {
      throw new ProblemError({
        status: 405,
        code: 'other-method',
        detail: `There is no ${req.method} here: please use ${methods.join(' or ')}.`,
        allow,
      })
    })
  }
}
