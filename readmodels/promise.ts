import type { Sql } from '../database/connect.ts'
import type { Message } from './message.ts'

/** How far the mail has come with which a promise to the people of an order is kept. */
export interface PromiseMail {
  kind: 'join-details' | 'recording-published'
  /** People to whom it was sent. */
  sent: number
  waiting: number
  /** People whose mail server would not take it. */
  failed: number
  lastSentAt: string | null
}

/** The newest mail to whoever has a seat. */
export type SeatMail = Pick<Message, 'title' | 'kind' | 'state' | 'sendAt' | 'settledAt'> & {
  seat: string
}

/** The mails on how to attend and where to watch that the people of an order were written, each person counted once. */
export async function promiseMails(sql: Sql, order: string): Promise<PromiseMail[]> {
  return sql<PromiseMail[]>`
    with latest as (
      select distinct on (messages.kind, messages.person_id) messages.kind, messages.state, settled_at
      from orders
      join messages on subject in ('webinar:' || orders.webinar, 'order:' || orders.number)
        and kind in ('join-details', 'recording-published') and messages.state <> 'dropped'
      where orders.number = ${order} and (
        messages.person_id = shared_address_id
        or messages.person_id in (select person_id from seats where order_number = orders.number)
      )
      order by messages.kind, messages.person_id, written_at desc
    )
    select kind, count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state in ('waiting', 'sending')) as waiting,
      count(*) filter (where state in ('refused', 'expired', 'unknown')) as failed,
      max(settled_at) filter (where state = 'sent') as "lastSentAt"
    from latest
    group by kind
    order by kind
  `
}

/** The newest mail about the order or its webinar to the person of each of these seats. */
export async function seatMails(sql: Sql, seats: readonly string[]): Promise<SeatMail[]> {
  return sql<SeatMail[]>`
    select distinct on (seats.id) seats.id as seat, kind, messages.state, send_at as "sendAt",
      settled_at as "settledAt", sent_subject as title
    from seats
    join orders on orders.number = order_number
    join messages on messages.person_id = seats.person_id
      and subject in ('webinar:' || orders.webinar, 'order:' || orders.number) and messages.state <> 'dropped'
    where seats.id = any (${seats as string[]})
    order by seats.id, written_at desc
  `
}
