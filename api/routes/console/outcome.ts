import type { Context } from 'hono'
import { ownSubmissions } from '../../../readmodels/submission.ts'
import { deeds } from '../../../web/console/deed.ts'
import type { Outcome } from '../../../web/console/outcome.tsx'
import { nameOfSubject, pageOf } from '../../../web/console/subject.ts'
import type { ApiDeps } from '../../deps.ts'
import { sentenceOf } from '../form.ts'
import { deedOf } from './deeds.ts'

/** At most so many rows are done at once. */
export const mostAtOnce = 50

/** A page of the console, which will say what became of what was just sent. */
export function withOutcome(page: string, submissions: readonly string[]): string {
  const [path = '', query = ''] = page.split('?')
  const wanted = new URLSearchParams(query)
  wanted.set('done', submissions.join('.'))
  return `${path}?${wanted}`
}

/** What became of what this administrator sent before coming here. */
export async function outcomesOf(c: Context, deps: ApiDeps, actor: string): Promise<Outcome[]> {
  const ids = (c.req.query('done') ?? '')
    .split('.')
    .filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    .slice(0, mostAtOnce)
  if (ids.length === 0) return []
  const sent = await ownSubmissions(deps.sql, { ids, actor })
  return Promise.all(
    sent.map(async (status) => {
      const about = {
        about: status.person ?? nameOfSubject(status.subject),
        href: pageOf(status.subject),
      }
      if (status.outcome === 'refused') {
        return { ...about, state: 'refused', sentence: await sentenceOf(deps, status) } as const
      }
      const deed = deedOf(status.subject, status.kind)
      const done = deed === null ? 'done' : deeds[deed].done
      return status.outcome === null
        ? { ...about, state: 'waiting', sentence: 'received; it is worked on in a moment.' }
        : { ...about, state: 'done', sentence: `${done}.` }
    }),
  )
}

/** The processes that a query finds, in Temporal's own UI; null where that is not known. */
export function temporalQueryLink(
  { temporalUiUrl, client }: Pick<ApiDeps, 'temporalUiUrl' | 'client'>,
  query: string,
): string | null {
  if (temporalUiUrl === null) return null
  const namespace = encodeURIComponent(client.options.namespace)
  return `${temporalUiUrl}/namespaces/${namespace}/workflows?query=${encodeURIComponent(query)}`
}

/** The process itself in Temporal's own UI; null where that is not known. */
export function temporalLink(
  { temporalUiUrl, client }: Pick<ApiDeps, 'temporalUiUrl' | 'client'>,
  subject: string,
): string | null {
  if (temporalUiUrl === null) return null
  const namespace = encodeURIComponent(client.options.namespace)
  return `${temporalUiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(subject)}`
}
