import type { Fragment, Sql } from '../database/connect.ts'
import type { PageWanted } from './page.ts'
import { holding } from './search.ts'

export interface OrdersWanted extends PageWanted {
  stage?: string | undefined
  webinar?: string | undefined
  /** A part of the organisation's name, in any case. */
  organisation?: string | undefined
  organisationId?: string | undefined
  /** The buyer's address. */
  buyer?: string | undefined
  /** Letters of its numbers, its buyer or its organisation, in any case. */
  search?: string | undefined
}

/** The numbers of a page of orders, and of one more, the latest first. */
export function numbersOf(sql: Sql, wanted: OrdersWanted): Fragment {
  const [placedAt = 'infinity', number = ''] = wanted.cursor?.split('~') ?? []
  return sql`
    select number
    from orders
    where (placed_at, number) < (${placedAt}::timestamptz, ${number}) ${narrowed(sql, wanted)}
    order by placed_at desc, number desc
    limit ${wanted.limit + 1}
  `
}

/** Where a page goes on after an order. */
export function cursorOf(sql: Sql): Fragment {
  return sql`to_jsonb(placed_at) #>> '{}' || '~' || orders.number`
}

/** Only what is asked for stands in the statement, so that each kind of list is planned for itself. */
function narrowed(sql: Sql, wanted: OrdersWanted): Fragment {
  const { stage, webinar, organisation, organisationId, buyer, search } = wanted
  return sql`
    ${stage ? sql`and stage = ${stage}` : sql``}
    ${webinar ? sql`and webinar = ${webinar}` : sql``}
    ${organisationId ? sql`and organisation_id = ${organisationId}` : sql``}
    ${organisation ? sql`and ${ofOrganisation(sql, organisation)}` : sql``}
    ${buyer ? sql`and buyer_id in (select id from people where email_key = lower(${buyer}))` : sql``}
    ${search ? sql`and ${found(sql, search)}` : sql``}
  `
}

function found(sql: Sql, letters: string): Fragment {
  const text = holding(letters)
  return sql`(
    lower(concat_ws(' ', number, purchase_order_number, buyer_name)) like ${text}
    or buyer_id in (select id from people where search_key like ${text})
    or ${ofOrganisation(sql, letters)}
  )`
}

function ofOrganisation(sql: Sql, letters: string): Fragment {
  return sql`organisation_id in (select id from organisations where name_key like ${holding(letters)})`
}
