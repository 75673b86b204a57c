import type { Sql } from '../database/connect.ts'
import type { CertificateStage, TaxCertificate } from '../domain/tax-certificate.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** A certificate of an organisation's exemption from sales tax, as administrators see it. */
export interface CertificateShown {
  id: string
  stage: Exclude<CertificateStage, 'uploaded'>
  organisation: { id: string; name: string }
  /** The order with which its buyer sent it. */
  order: string | null
  file: { id: string; fileName: string; mediaType: string; size: number }
  number: string | null
  issuingState: string | null
  /** Its last day, `YYYY-MM-DD`; null while nobody has recorded it. */
  validUntil: string | null
  sentAt: string | null
  recordedAt: string | null
  recordedBy: string | null
  refusedAt: string | null
  refusedReason: string | null
  withdrawnAt: string | null
  withdrawnReason: string | null
}

/** Where a certificate stands; null where no such file was sent. */
export async function standingOfCertificate(sql: Sql, id: string): Promise<TaxCertificate | null> {
  const [row] = await sql<TaxCertificate[]>`
    select coalesce(stage, 'uploaded') as stage, coalesce(withdrawn_by, refused_by, recorded_by) as by,
      coalesce(withdrawn_at, refused_at, recorded_at, sent_at) as at
    from uploads
    left join tax_certificates on tax_certificates.id = uploads.id
    where uploads.id::text = ${id} and kind = 'tax-certificate'
  `
  return row ?? null
}

export async function certificateById(sql: Sql, id: string): Promise<CertificateShown | null> {
  const [row] = await sql<CertificateShown[]>`${select(sql)} where certificates.id = ${id}`
  return row ?? null
}

/** The certificates of an organisation, the one that is valid longest first, and before it what waits to be looked at. */
export async function certificatesOf(
  sql: Sql,
  wanted: PageWanted & { organisation: string },
): Promise<Page<CertificateShown>> {
  const [end = '9999-12-31', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    wanted.cursor?.split('~') ?? []
  const rows = await sql<(CertificateShown & { cursor: string })[]>`
    ${select(sql)}
    where certificates.organisation_id = ${wanted.organisation}
      and (coalesce(valid_until, '9999-12-30'), certificates.id) < (${end}::date, ${id}::uuid)
    order by coalesce(valid_until, '9999-12-30') desc, certificates.id desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

/** Certificates on file whose last day is one of these, but those whose organisation has one that is valid longer. */
export async function certificatesEnding(
  sql: Sql,
  { from, to }: { from: string; to: string },
): Promise<{ id: string; validUntil: string; recordedAt: string }[]> {
  return sql<{ id: string; validUntil: string; recordedAt: string }[]>`
    select id, valid_until as "validUntil", recorded_at as "recordedAt"
    from tax_certificates ending
    where stage = 'on-file' and valid_until between ${from} and ${to} and not exists (
      select from tax_certificates other
      where other.organisation_id = ending.organisation_id and other.stage = 'on-file'
        and other.valid_until > ending.valid_until
    )
    order by valid_until, id
  `
}

export async function isOrganisation(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql`select from organisations where id = ${id}`
  return rows.length > 0
}

function select(sql: Sql) {
  return sql`
    select certificates.id, stage,
      jsonb_build_object('id', organisations.id, 'name', organisations.name) as organisation,
      certificates.order_number as order,
      jsonb_build_object('id', uploads.id, 'fileName', file_name, 'mediaType', media_type, 'size', size) as file,
      number, issuing_state as "issuingState", valid_until as "validUntil", sent_at as "sentAt",
      recorded_at as "recordedAt", recorded_by as "recordedBy", refused_at as "refusedAt",
      refused_reason as "refusedReason", withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason",
      coalesce(valid_until, '9999-12-30') || '~' || certificates.id as cursor
    from tax_certificates certificates
    join organisations on organisations.id = certificates.organisation_id
    join uploads on uploads.id = certificates.id
  `
}
