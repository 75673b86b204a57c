import { randomUUID } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import { recordOf } from '../delivery/subject.ts'
import type { WebinarInFull } from '../readmodels/webinar.ts'
import type { mailingTestRequest } from './requests/mailing-test.ts'
import { startIn } from './start.ts'

/** A mail to whoever asks for it alone: what may stand in a history, and the texts that stay in Postgres. */
export function testOf(
  webinar: Pick<WebinarInFull, 'slug' | 'timeZone'>,
  { mail, remedy, startsAt, timeZone, ...texts }: z.output<typeof mailingTestRequest>,
) {
  const start = startsAt ? { startsAt: startIn(startsAt, timeZone ?? webinar.timeZone) } : {}
  return {
    kind: 'sendTest',
    subject: recordOf('test', randomUUID()),
    facts: { webinar: webinar.slug, milestone: mail, ...(remedy ? { remedy } : {}), ...start },
    body: Object.fromEntries(Object.entries(texts).filter(([, value]) => value)),
  }
}
