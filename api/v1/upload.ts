import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { purchaseOrderFiles, type UploadInFull, uploadById } from '../../readmodels/upload.ts'
import type { ApiDeps } from '../deps.ts'
import { administratorOrNull, requireLink } from '../guard.ts'
import { fileWithOrder } from '../order-files.ts'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id, number } from '../requests/fields.ts'
import { buyerOrAdministrator } from './order.ts'
import { readProblems } from './problems.ts'
import { read } from './route.ts'
import { uploadCommand } from './upload-route.ts'

const tag = 'file'
const ofOrder = z.object({ number: number('order') })
const ofFile = z.object({ id })
const linkQuery = z.object({ token: z.string().max(100).optional() })
const noFields = z.strictObject({})
const binary = { schema: z.string().openapi({ format: 'binary' }) }
const listed = z
  .object({ items: z.array(z.looseObject({ id, fileName: z.string() })) })
  .openapi('Files')

/** Files that come with an order: its purchase order, and the tax exemption certificate of its organisation. */
export function uploadRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  uploadCommand(app, deps, {
    path: '/orders/{number}/purchase-order-files',
    summary: 'Send the purchase order as a file, before or after it is accepted',
    tag,
    params: ofOrder,
    kind: 'purchase-order',
    fields: noFields,
    who: (c, { number }) => buyerOrAdministrator(c, deps, number),
    submission: ({ file, params }) =>
      fileWithOrder(deps, 'purchase-order', { file, order: params.number }),
  })

  uploadCommand(app, deps, {
    path: '/orders/{number}/tax-certificates',
    summary: 'Send the organization’s tax exemption certificate; an administrator looks at it',
    tag,
    params: ofOrder,
    kind: 'tax-certificate',
    fields: noFields,
    who: (c, { number }) => buyerOrAdministrator(c, deps, number),
    submission: ({ file, params }) =>
      fileWithOrder(deps, 'tax-certificate', { file, order: params.number }),
  })

  read(app, {
    path: '/orders/{number}/files',
    summary: 'The purchase orders that came as files, in the order in which they came',
    tag,
    params: ofOrder,
    query: linkQuery,
    answer: listed,
    read: async ({ params }, c) => {
      await buyerOrAdministrator(c, deps, params.number)
      return { items: await purchaseOrderFiles(deps.sql, params.number) }
    },
  })

  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/files/{id}',
    summary: 'A file as it came: for administrators, and a purchase order by the link of its order',
    tags: [tag],
    request: { params: ofFile, query: linkQuery },
    responses: {
      200: {
        description: 'The bytes, to be saved',
        content: { 'application/pdf': binary, 'image/png': binary, 'image/jpeg': binary },
      },
      ...readProblems,
    },
  })
  app.get('/files/:id', async (c) => {
    parse(linkQuery, c.req.query())
    const isDesk = (await administratorOrNull(c, deps, 'see money')) !== null
    const file = await uploadById(deps.sql, parse(ofFile, c.req.param()).id)
    if (!isDesk) requireOrderLink(c, deps, file)
    if (file === null) throw notFound(tag)
    return served(c, file)
  })
}

/** Certificates are for administrators alone, as if they were not there. */
function requireOrderLink(c: Context, deps: ApiDeps, file: UploadInFull | null): void {
  const order = file?.kind === 'purchase-order' ? file.order : null
  const target = { id: order?.number ?? '', version: order?.linkVersion ?? 0 }
  requireLink(c, deps, { noun: 'order', ...target }, tag)
}

/** Saved, never shown in a page of ours: whatever the bytes hold, a browser runs none of it. */
function served(c: Context, { bytes, fileName, mediaType }: UploadInFull): Response {
  const plain = fileName.replace(/[^\w. -]/g, '_')
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded(fileName)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  })
}

/** As RFC 8187 writes it. */
function encoded(name: string): string {
  const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(name).replace(/['()*!]/g, percent)
}
