/** Whoever answers requests: the application itself, or a process of it. */
interface Front {
  request: (path: string, init: RequestInit) => Response | Promise<Response>
}

export interface Post {
  /** An administrator's token. */
  as?: string
  /** The Idempotency-Key. */
  key?: string
  headers?: Record<string, string>
  /** The body as it stands, not made from JSON. */
  raw?: string | Uint8Array
}

export interface Reply {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** One request to the API, as a program sends it. */
export async function request(
  app: Front,
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  { as, key, headers = {}, raw }: Post = {},
): Promise<Reply> {
  const response = await app.request(path.startsWith('/api') ? path : `/api/v1${path}`, {
    method,
    headers: {
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...headers,
    },
    ...(method === 'POST' ? { body: raw ?? JSON.stringify(body) } : {}),
  } as RequestInit)
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : { text },
  }
}
