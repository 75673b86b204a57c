import { hash, randomUUID } from 'node:crypto'
import { isAway } from '../database/away.ts'
import type { Fragment, Json, Sql } from '../database/connect.ts'
import { grouped } from '../database/grouped.ts'
import { onePer } from '../database/one-per.ts'
import type { HeardEvent } from '../domain/stripe-event.ts'
import type { MediaType, UploadKind } from '../domain/upload.ts'
import { currentTrace } from '../operating/tracing.ts'
import { stripeFactColumns, stripeFacts } from '../readmodels/stripe-fact.ts'
import { ProblemError } from './problem.ts'

/** Everything that a person sends, before it has an effect. */
export interface Intake {
  kind: string
  /**
   * The subject it is for; a new one gets its id here: a person's by address, an order's by number, a check's at random,
   * a file's by the submission that brings it.
   */
  subject:
    | string
    | { personWithAddress: string; prefix?: string }
    | { numbered: 'order' | 'pass' | 'inquiry' }
    | { fresh: 'check' | 'deposit' }
    | { upload: 'purchase-order-file' | 'tax-certificate' }
  actor: string
  /** Ids, cents, enums, instants and counts: what a history may hold. */
  facts?: object
  /** Names, addresses and free text: what stays in Postgres. */
  body?: object
  /** A file that comes with it, kept under the submission's own id. */
  upload?: Upload
  /**
   * The form's token or the Idempotency-Key; without one each sending is a new submission. A name that is no secret is
   * kept as it is.
   */
  token?: string | { asItIs: string } | undefined
  at: string
}

/** A file as it is kept: what it is for, and for whom. */
export interface Upload {
  kind: UploadKind
  fileName: string
  mediaType: MediaType
  bytes: Uint8Array
  sha256: string
  order: string | null
  organisation: string | null
}

export interface Stored {
  id: string
  subject: string
  /** False where the same was stored before. */
  isNew: boolean
}

/** Rows that are stored at the same time share a statement; so many at most, and so many statements at once. */
const sharing = { most: 50, atOnce: 4, isOfAll: isAway }

type Row = ReturnType<typeof rowOf>

const storing = onePer((sql: Sql) =>
  grouped({ ...sharing, work: (rows: readonly Row[]) => storeAll(sql, rows) }),
)

/**
 * Stores what was sent as one row, with its file as another; sent again with the same token it is the same row.
 * @throws ProblemError 422 when the token was used for something else
 */
export async function store(sql: Sql, intake: Intake): Promise<Stored> {
  const row = rowOf(intake)
  const { upload } = intake
  const stored = upload ? (await storeAll(sql, [row], upload))[0] : await storing(sql)(row)
  return stored ?? storedBefore(sql, intake, row.token)
}

/**
 * Stores rows, in the order of what they lock, so that no two statements wait for each other.
 * @returns what is new, in the order in which it was given; null where its token was there
 */
async function storeAll(
  sql: Sql,
  rows: readonly Row[],
  upload?: Upload,
): Promise<(Stored | null)[]> {
  const stored = await sql<Omit<Stored, 'isNew'>[]>`
    with sent as (
      select *
      from jsonb_to_recordset(${sql.json(rows as unknown as Json)}::jsonb) as sent (id uuid, token text, kind text,
        subject text, numbered text, address text, person uuid, actor text, facts jsonb, body jsonb, at timestamptz, trace text)
      order by address
    ), stored as (
      insert into submissions (id, token, kind, subject, actor, facts, body, received_at, trace)
      select id, token, kind, case
          when numbered is not null then concat(numbered, ':', nextval((numbered || '_numbers')::regclass))
          when address is not null then subject || known_person(person, address)
          else subject
        end, actor, facts, body, at, trace
      from sent
      on conflict (token) do nothing
      returning id, subject, actor, received_at
    ) ${upload ? kept(sql, upload) : sql``}
    select id, subject from stored
  `
  const byId = new Map(stored.map((one) => [one.id, one]))
  return rows.map(({ id }) => {
    const one = byId.get(id)
    return one ? { ...one, isNew: true } : null
  })
}

function rowOf(intake: Intake) {
  const { kind, actor, facts = {}, body = {}, at } = intake
  const id = randomUUID()
  const what = { id, token: tokenOf(intake), kind, actor, facts, body, at, trace: currentTrace() }
  return { ...what, ...subjectOf(intake.subject, id) }
}

/**
 * Stores what Stripe tells as one row, once for ever.
 * @returns the row's id where it is new and waits for its order, else null
 */
export async function storeEvent(sql: Sql, event: HeardEvent, at: string): Promise<string | null> {
  const [stored] = await sql<{ id: string; settled_at: string | null }[]>`
    insert into submissions (${stripeFactColumns(sql)})
    ${stripeFacts(sql, { events: [event], origin: null, at })}
    on conflict (token) do nothing
    returning id, settled_at
  `
  return stored && stored.settled_at === null ? stored.id : null
}

function kept(sql: Sql, upload: Upload): Fragment {
  const { kind, fileName, mediaType, bytes, sha256, order, organisation } = upload
  return sql`, kept as (
    insert into uploads (id, kind, file_name, media_type, size, bytes, sha256, order_number, organisation_id,
      uploaded_by, uploaded_at)
    select id, ${kind}, ${fileName}, ${mediaType}, ${bytes.length}::integer, ${bytes}::bytea, ${sha256}, ${order},
      ${organisation}::uuid, actor, received_at
    from stored
  )`
}

async function storedBefore(sql: Sql, intake: Intake, token: string): Promise<Stored> {
  const { facts = {}, body = {} } = intake
  const [before] = await sql<(Stored & { same: boolean })[]>`
    select id, subject,
      facts = ${sql.json(facts as Json)}::jsonb and body = ${sql.json(body as Json)}::jsonb
        and (${typeof intake.subject !== 'string'} or subject = ${String(intake.subject)}) as same
    from submissions
    where token = ${token}
  `
  if (before === undefined) throw new Error('A submission that was there is gone')
  if (before.same) return { id: before.id, subject: before.subject, isNew: false }
  throw new ProblemError({
    status: 422,
    code: 'idempotency-key-reused',
    detail: 'This Idempotency-Key was used for something else; use a new one for a new request.',
  })
}

/** What the statement makes a subject of. */
function subjectOf(subject: Intake['subject'], id: string) {
  if (typeof subject === 'string') return { subject }
  if ('upload' in subject) return { subject: `record:${subject.upload}/${id}` }
  if ('fresh' in subject) return { subject: `${subject.fresh}:${randomUUID()}` }
  if ('numbered' in subject) return { numbered: subject.numbered }
  const { prefix = 'membership:', personWithAddress: address } = subject
  return { subject: prefix, address, person: randomUUID() }
}

/** Tokens are secrets of who made them, so only their hash is kept; one person's is never another's. */
function tokenOf({ token, actor, kind }: Intake): string {
  if (token === undefined) return randomUUID()
  return typeof token === 'object' ? token.asItIs : hash('sha256', `${actor}\n${kind}\n${token}`)
}
