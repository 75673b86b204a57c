import type { Reply } from './http.ts'
import type { World } from './world.ts'

/** A file as a form carries it. */
export interface Sent {
  name?: string
  type?: string
  bytes?: Uint8Array | string
}

const text = (words: string) => new TextEncoder().encode(words)

/** The smallest files that are what they say; each call's are others. */
export const pdf = (words = 'Purchase order') => text(`%PDF-1.7\n% ${words}\n%%EOF\n`)
export const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
export const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])

/** A form with one file, as a browser sends it. */
export function form(
  { name = 'po.pdf', type = 'application/pdf', bytes = pdf() }: Sent,
  fields = {},
) {
  const sent = new FormData()
  for (const [field, value] of Object.entries(fields)) sent.append(field, String(value))
  sent.append('file', fileOf({ name, type, bytes }))
  return sent
}

export function fileOf({ name = 'po.pdf', type = 'application/pdf', bytes = pdf() }: Sent): File {
  return new File([bytes], name, { type })
}

/** Sends a form as it is made, or bytes under a type of their own. */
export async function sendForm(
  { app }: Pick<World, 'app'>,
  path: string,
  body: FormData | { raw: string | Uint8Array; type: string },
  { as, key }: { as?: string; key?: string } = {},
): Promise<Reply> {
  const headers = {
    ...(as ? { authorization: `Bearer ${as}` } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
    ...('raw' in body ? { 'content-type': body.type } : {}),
  }
  const sent = { method: 'POST', headers, body: 'raw' in body ? body.raw : body }
  const response = await app.request(`/api/v1${path}`, sent as RequestInit)
  return { status: response.status, headers: response.headers, body: await json(response) }
}

async function json(response: Response): Promise<Record<string, unknown>> {
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return isJson ? ((await response.json()) as Record<string, unknown>) : {}
}
