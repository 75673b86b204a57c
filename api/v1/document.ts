import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { linkToken } from '../../link.ts'
import {
  documentById,
  documentsOfOrder,
  documentsOfSubject,
  type IssuedDocument,
  type RenderedDocument,
} from '../../readmodels/document.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { notFound, ProblemError } from '../problem.ts'
import { parse } from '../read.ts'
import { id, number } from '../requests/fields.ts'
import { buyerOrAdministrator } from './order.ts'
import { readProblems } from './problems.ts'
import { read } from './route.ts'

const tag = 'document'
const file = z.object({
  file: z
    .string()
    .regex(/^[\da-f-]{36}\.pdf$/, 'This is not a document of ours.')
    .transform((name) => name.slice(0, -'.pdf'.length)),
})
const linkQuery = z.object({ token: z.string().max(100).optional() })
const issued = z
  .object({
    id,
    kind: z.string(),
    number: z.string(),
    issuedAt: z.string(),
    fileName: z.string().nullable(),
    link: z.string(),
  })
  .openapi('Document')
const listed = z.object({ items: z.array(issued) }).openapi('Documents')

/** What was issued on paper: lists, and each as the PDF that it is for ever. */
export function documentRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/orders/{number}/documents',
    summary:
      'Quotes, invoices, credit notes, receipts and refund notes of an order, the latest first',
    tag,
    params: z.object({ number: number('order') }),
    query: linkQuery,
    answer: listed,
    read: async ({ params }, c) => {
      await buyerOrAdministrator(c, deps, params.number)
      return { items: shown(deps, await documentsOfOrder(deps.sql, params.number)) }
    },
  })

  read(app, {
    path: '/deposits/{id}/documents',
    summary: 'The slip of a deposit',
    tag,
    params: z.object({ id }),
    answer: listed,
    read: async ({ params }, c) => {
      await administrator(c, deps, 'see money')
      return { items: shown(deps, await documentsOfSubject(deps.sql, `deposit:${params.id}`)) }
    },
  })

  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/documents/{file}',
    summary: 'A document, for administrators and by its own link',
    tags: [tag],
    request: { params: file, query: linkQuery },
    responses: {
      200: {
        description: 'The same bytes for ever',
        content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
      },
      304: { description: 'As it was' },
      ...readProblems,
    },
  })
  app.get('/documents/:file', async (c) => {
    parse(linkQuery, c.req.query())
    const wanted = parse(file, c.req.param()).file
    if ((await administratorOrNull(c, deps, 'see money')) === null) {
      requireLink(c, deps, { noun: 'document', id: wanted, version: 1 }, tag)
    }
    const document = await documentById(deps.sql, wanted)
    if (document === null) throw notFound(tag)
    return served(c, document)
  })
}

function shown({ publicUrl, secretKey }: ApiDeps, documents: IssuedDocument[]): object[] {
  return documents.map((document) => {
    const token = linkToken(secretKey, { noun: 'document', id: document.id, version: 1 })
    return { ...document, link: `${publicUrl}/documents/${document.id}.pdf?token=${token}` }
  })
}

/** @throws ProblemError 503 while it is being rendered */
function served(c: Context, { bytes, sha256, fileName }: RenderedDocument): Response {
  if (bytes === null) {
    throw new ProblemError({
      status: 503,
      code: 'document-not-ready',
      detail: 'This document is being made. Please come back in a moment.',
      retryAfterSeconds: 2,
    })
  }
  const etag = `"${sha256}"`
  const headers = { etag, 'cache-control': 'private, max-age=31536000, immutable' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(new Uint8Array(bytes), 200, {
    ...headers,
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${fileName}"`,
  })
}
