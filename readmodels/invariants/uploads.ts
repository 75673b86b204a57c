import type { Invariant } from './invariant.ts'

/** What people sent as files is there as it came, and somebody has been asked to look at it. */
export const uploadInvariants: Invariant[] = [
  {
    name: 'A file has the bytes with which it came',
    rows: (sql) => sql`
      select 'file:' || id as id,
        case when encode(sha256(bytes), 'hex') <> sha256 then 'its bytes are others' end as wrong
      from uploads
    `,
  },
  {
    name: 'A file came with a submission of whoever sent it',
    rows: (sql) => sql`
      select 'file:' || uploads.id as id,
        case
          when submissions.id is null then 'nobody sent it'
          when actor <> uploaded_by then format('was sent by %s', actor)
        end as wrong
      from uploads
      left join submissions on submissions.id = uploads.id
    `,
  },
  {
    name: 'A tax exemption certificate that a buyer sent was given to somebody to look at',
    rows: (sql) => sql`
      select 'certificate:' || tax_certificates.id as id, case when not exists (
        select from tasks
        where tasks.kind = 'tax-certificate' and tasks.subject = 'record:tax-certificate/' || tax_certificates.id
      ) then 'nobody was asked' end as wrong
      from tax_certificates
      where sent_at is not null
    `,
  },
]
