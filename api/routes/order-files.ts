import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { UploadKind } from '../../domain/upload.ts'
import type { Filled } from '../../web/form.tsx'
import type { ApiDeps } from '../deps.ts'
import { fileWithOrder } from '../order-files.ts'
import { ProblemError, wrongField } from '../problem.ts'
import { readUpload } from '../upload.ts'
import { takeForm } from './form.ts'

/** The forms of an order's page that send a file, by the last part of their path. */
export const fileForms: Partial<Record<string, UploadKind>> = {
  'purchase-order-files': 'purchase-order',
  'tax-certificates': 'tax-certificate',
}

/** Takes a file that comes with an order; what is wrong with it is said beside its field. */
export function takeFile(
  c: Context,
  deps: ApiDeps,
  route: {
    order: string
    kind: UploadKind
    actor: string
    again: (filled: Filled) => Promise<Child>
    next: string
  },
): Promise<Response> {
  const { order, kind, actor, again, next } = route
  return takeForm(c, deps, {
    schema: z.object({}),
    read: () => ({}),
    actor,
    again,
    submission: async () => {
      try {
        const { file } = await readUpload(c, { kind, schema: z.object({}) })
        return await fileWithOrder(deps, kind, { file, order })
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.status === 422) throw error
        throw wrongField('file', error.problem.detail)
      }
    },
    next: () => next,
  })
}
