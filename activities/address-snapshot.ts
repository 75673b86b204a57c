import type { Sql } from '../database/connect.ts'
import type { AddressSide, AddressSnapshot, AddressStage } from '../domain/address.ts'
import { underWay } from './under-way.ts'

interface Row {
  id: string
  stage: AddressStage
  since: string
  expires_at: string
  proven: AddressSide[]
  is_taken: boolean
  settled_by: string | null
  asks_today: number
}

/** Where the newest change of a person's address stands; null when there was never one. */
export async function loadAddress(sql: Sql, personId: string): Promise<AddressSnapshot | null> {
  const subject = `address:${personId}`
  const [[row], { taken: _, ...errands }] = await Promise.all([
    readRow(sql, subject, personId),
    underWay(sql, subject),
  ])
  if (row === undefined) return null
  const isOpen = row.stage === 'open'
  const expiry = { kind: 'expire', key: `expire/${row.id}`, at: row.expires_at } as const
  return {
    stage: row.stage,
    change: row.id,
    expiresAt: row.expires_at,
    proven: row.proven,
    isTaken: row.is_taken,
    settledBy: row.settled_by,
    asksToday: row.asks_today,
    awaiting: isOpen ? 'person' : 'nobody',
    awaitingSince: row.since,
    dueAt: isOpen ? row.expires_at : null,
    timers: isOpen ? [expiry] : [],
    ...errands,
  }
}

function readRow(sql: Sql, subject: string, personId: string) {
  return sql<Row[]>`
    select id, stage, since, expires_at, settled_by,
      array_remove(array[
        case when old_proven_at is not null then 'old' end,
        case when new_proven_at is not null then 'new' end
      ], null) as proven,
      exists (
        select from people where email_key = lower(new_email) and people.id <> ${personId}
      ) as is_taken,
      (
        select count(*) from address_changes earlier
        where earlier.person_id = ${personId} and earlier.asked_at > (
          select max(received_at) from submissions where submissions.subject = ${subject}
        ) - interval '24 hours'
      ) as asks_today
    from address_changes
    where person_id = ${personId}
    order by asked_at desc, (stage = 'open') desc
    limit 1
  `
}
