import type { Sql } from '../../database/connect.ts'
import { webinarBySlug } from '../../readmodels/webinar.ts'
import type { Wanted } from '../../web/join.tsx'
import { slug } from '../requests/fields.ts'

/** The webinar that somebody came for, where there is one of this slug that everybody may see. */
export async function wantedWebinar(sql: Sql, wanted: unknown): Promise<Wanted | null> {
  const asked = slug.safeParse(wanted)
  if (!asked.success) return null
  const webinar = await webinarBySlug(sql, asked.data)
  return webinar === null || webinar.stage === 'draft'
    ? null
    : { slug: webinar.slug, title: webinar.title }
}
