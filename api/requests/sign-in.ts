import { z } from '@hono/zod-openapi'
import { email, id } from './fields.ts'

/** The key that a form was made with; a form of somebody's own making has none that counts. */
const key = z.string('Please use the form here.').min(8).max(200)

export const signInRequest = z.object({ email, key, next: z.string().max(500).catch('') })

export const codeRequest = z.object({
  code: z
    .string('Please enter the six digits.')
    .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Please enter the six digits that are in the email.')),
})

export const linkRequest = z.object({ token: z.string().max(200).catch('') })

export const sessionEndingRequest = z.object({
  session: z.union([z.literal('all'), id], { error: 'Please say which session to end.' }),
})
