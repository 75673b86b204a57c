import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import type { ApiDeps } from './deps.ts'
import { notFound } from './problem.ts'

/** The organisation's W-9, which payers ask for before they pay. */
export function w9Routes({ organisation: { w9File } }: ApiDeps): Hono {
  const app = new Hono()
  app.get('/w9.pdf', async (c) => {
    if (w9File === null) throw notFound('document')
    return c.body(new Uint8Array(await readFile(w9File)), 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="w9.pdf"',
      'cache-control': 'public, max-age=3600',
    })
  })
  return app
}
