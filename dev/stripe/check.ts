/** Something about one of our requests that Stripe's published API description does not allow. */
export interface Violation {
  request: string
  body: string
  message: string
}

export interface Checker {
  check: (request: { method: string; path: string; search: string; body: string }) => void
  /** What was refused so far, once all that was asked is answered. */
  violations: () => Promise<Violation[]>
}

/** Has every request looked at by stripe-mock, which knows Stripe's OpenAPI, beside the answering. */
export function openChecker(stripeMockUrl: string | undefined): Checker {
  const found: Violation[] = []
  const underWay = new Set<Promise<void>>()
  return {
    check(request) {
      if (stripeMockUrl === undefined) return
      const asking = ask(stripeMockUrl, request).then((violation) => {
        if (violation) found.push(violation)
        underWay.delete(asking)
      })
      underWay.add(asking)
    },
    async violations() {
      await Promise.all(underWay)
      return found
    },
  }
}

async function ask(
  url: string,
  { method, path, search, body }: Parameters<Checker['check']>[0],
): Promise<Violation | null> {
  const request = `${method} ${path}${search}`
  try {
    const answer = await fetch(`${url}${path}${search}`, {
      method,
      headers: {
        authorization: 'Bearer sk_test_checked',
        'content-type': 'application/x-www-form-urlencoded',
      },
      ...(method === 'GET' ? {} : { body }),
      signal: AbortSignal.timeout(10_000),
    })
    const text = await answer.text()
    return answer.ok ? null : { request, body, message: text }
  } catch (error) {
    return { request, body, message: `stripe-mock did not answer: ${String(error)}` }
  }
}
