import { createHash } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import { fileTypeFromBuffer } from 'file-type'
import type { Context } from 'hono'
import { cleanFileName, isMediaType, mostBytes, type UploadKind } from '../domain/upload.ts'
import type { Upload } from './intake.ts'
import { ProblemError, wrongField } from './problem.ts'
import { parse } from './read.ts'

/** A file with the form around it, in bytes. */
export const largestUpload = mostBytes + 50_000

export const tooLarge = 'Please send a file of at most 3 MB.'

/** What was sent as a form with one file in it. */
export interface Sent<S extends z.ZodType> {
  file: Omit<Upload, 'order' | 'organisation'>
  fields: z.output<S>
}

/** Whether a request brings a file, so that its body may be larger than others. */
export function isUpload(c: Context): boolean {
  return /\/(purchase-order-files|tax-certificates)$/.test(c.req.path)
}

/**
 * The one file of a form, known by its bytes, under a name that is safe to keep; and the other fields.
 * @throws ProblemError 415 for another form or another kind of file, 413 when it is too large, 422 for everything else
 */
export async function readUpload<S extends z.ZodType>(
  c: Context,
  { kind, schema }: { kind: UploadKind; schema: S },
): Promise<Sent<S>> {
  const { file: sent, ...fields } = await readForm(c)
  if (Array.isArray(sent)) throw wrongField('file', 'Please send one file at a time.')
  if (!(sent instanceof File)) {
    throw wrongField('file', 'Please send the file in the field “file”.')
  }
  if (sent.size === 0) throw wrongField('file', 'This file is empty.')
  if (sent.size > mostBytes) {
    throw new ProblemError({ status: 413, code: 'too-large', detail: tooLarge })
  }
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const mediaType = await mediaTypeOf(bytes)
  const fileName = cleanFileName(sent.name, { kind, mediaType })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file: { kind, fileName, mediaType, bytes, sha256 }, fields: parse(schema, fields) }
}

async function readForm(c: Context) {
  if (!/^multipart\/form-data\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new ProblemError({
      status: 415,
      code: 'not-a-form',
      detail: 'Please send the file as a form, with “Content-Type: multipart/form-data”.',
    })
  }
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ProblemError({
      status: 422,
      code: 'unreadable-form',
      detail: 'The form is broken or was cut off, so it could not be read. Please send it again.',
    })
  }
}

/** What a file is by its bytes, whatever its name and its sender say. */
async function mediaTypeOf(bytes: Uint8Array) {
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime
  if (isMediaType(mediaType)) return mediaType
  throw new ProblemError({
    status: 415,
    code: 'wrong-type-of-file',
    detail: 'Please send a PDF, PNG or JPEG. This file is something else, whatever its name says.',
  })
}
