import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Registration, registrationOf } from '../readmodels/registration.ts'
import type { ApiDeps } from './deps.ts'
import { administratorOrNull, requireLink } from './guard.ts'
import { notFound } from './problem.ts'
import { viewer } from './session.ts'

/** `<webinar>~<person>` */
export const registrationId = z
  .string()
  .regex(/^[a-z0-9-]{1,100}~[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'This is not an id.')
  .openapi({ description: '`<webinar>~<person>`' })

/**
 * Somebody's place in a webinar, for themselves by their link or signed in, and for administrators.
 * @throws ProblemError 401 or 404 for everybody else, 404 where the place was taken back
 */
export async function placeById(c: Context, deps: ApiDeps, id: string): Promise<Registration> {
  const [webinar = '', personId = ''] = id.split('~')
  const { person } = await viewer(c, deps)
  const isOwn = person?.id === personId
  if (!isOwn && (await administratorOrNull(c, deps, 'see people')) === null) {
    requireLink(c, deps, { noun: 'registration', id, version: 1 }, 'registration')
  }
  const place = await registrationOf(deps.sql, { webinar, personId })
  if (place === null) throw notFound('registration')
  return place
}

/** What a place opens at this moment, and nothing that it does not. */
export function nowOpen(
  place: Registration,
): Pick<Registration, 'joinUrl' | 'joinNotes' | 'slidesUrl' | 'recordingUrl'> {
  const { joinUrl, joinNotes, slidesUrl, recordingUrl } = place
  const isAhead = place.canAttend && place.endedAt === null && place.plan === 'on'
  const hasSlides = place.includes.includes('slides') && (place.canAttend || place.canWatch)
  return {
    joinUrl: isAhead ? joinUrl : null,
    joinNotes: isAhead ? joinNotes : null,
    slidesUrl: hasSlides ? slidesUrl : null,
    recordingUrl: place.canWatch ? recordingUrl : null,
  }
}
