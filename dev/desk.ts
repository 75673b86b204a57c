import { setTimeout as pause } from 'node:timers/promises'

/** The product over HTTP, as a program of ours uses it. */
export interface Desk {
  /** Sends a request and waits until it is applied. @throws a sentence when it is refused */
  send(path: string, body: object, how?: { as?: string; key?: string }): Promise<Answer>
  read(path: string, as?: string): Promise<Answer>
}

export interface Answer {
  subject: string
  [field: string]: unknown
}

const settledWithinMs = 60_000

export function openDesk(apiUrl: string): Desk {
  const ask = async (
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; body: Answer }> => {
    const url = path.startsWith('http') ? path : `${apiUrl}/api/v1${path}`
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) })
    return { status: response.status, body: (await response.json()) as Answer }
  }
  const read = async (path: string, as?: string) => {
    const { status, body } = await ask(path, { headers: bearer(as) })
    if (status >= 400) throw new Error(`GET ${path}: ${body.detail}`)
    return body
  }
  return {
    read,
    async send(path, content, { as, key } = {}) {
      const { status, body } = await ask(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...bearer(as),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: JSON.stringify(content),
      })
      if (status >= 400) throw new Error(`POST ${path}: ${JSON.stringify(body)}`)
      if (status === 202 && body.status) await untilApplied(String(body.status))
      return body
    },
  }

  async function untilApplied(status: string): Promise<void> {
    const deadline = Date.now() + settledWithinMs
    while ((await read(status)).outcome !== 'applied') {
      if (Date.now() > deadline) throw new Error(`${status} is not applied after a minute.`)
      await pause(500)
    }
  }
}

function bearer(as: string | undefined): Record<string, string> {
  return as ? { authorization: `Bearer ${as}` } : {}
}
