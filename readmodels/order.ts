import type { Sql } from '../database/connect.ts'
import type { Inclusion, Product } from '../domain/catalog.ts'
import { balanceOf, type LedgerEntry } from '../domain/ledger.ts'
import type { AccessWay, OrderStage, PaysBy } from '../domain/order-state.ts'
import type { OrderLine } from '../domain/price.ts'
import { cursorOf, numbersOf, type OrdersWanted } from './orders-wanted.ts'
import { type Page, paged } from './page.ts'
import { planOf, type WebinarPlan } from './webinar-plan.ts'

export interface BillTo {
  name?: string | null
  organisation?: string | null
  address?: string | null
  email: string
}

/** The webinar that an order is for. */
export interface WebinarOfOrder {
  slug: string
  title: string
  startsAt: string
  timeZone: string
  minutes: number
  hasEnded: boolean
  plan: WebinarPlan
}

/** What an order began as, where that was a quote. */
export interface QuoteOfOrder {
  /** As it is called on paper; written anew, it has its version behind it. */
  number: string
  version: number
  /** The last date on which its prices are held. */
  heldUntil: string
  /** An administrator agreed on another price than the list's. */
  isAgreedPrice: boolean
  acceptedAt: string | null
}

/** An order as its buyer and the administrators see it. */
export interface Order {
  number: string
  stage: Exclude<OrderStage, 'unplaced'>
  since: string
  product: Product
  webinar: WebinarOfOrder | null
  pass: { slug: string; title: string; number: string } | null
  /** The pass whose holder registered free. */
  passNumber: string | null
  buyer: { id: string; name: string | null; email: string }
  organisation: { id: string; name: string } | null
  billTo: BillTo
  access: AccessWay
  sharedAddress: string | null
  paysBy: PaysBy
  purchaseOrderNumber: string | null
  checkExpectedOn: string | null
  termsDays: number
  seats: number | null
  namedSeats: number
  includes: Inclusion[]
  lines: OrderLine[]
  totalCents: number
  receivedCents: number
  openCents: number
  /** Null for an order that was none. */
  quote: QuoteOfOrder | null
  dueOn: string | null
  /** The date that reminders count from. */
  dunningFrom: string | null
  placedAt: string
  acceptedAt: string | null
  declinedAt: string | null
  declinedReason: string | null
  releasedAt: string | null
  holdAt: string | null
  suspendsAt: string | null
  cancelledAt: string | null
  cancelledBy: string | null
  cancelledReason: string | null
  writtenOffAt: string | null
  paidAt: string | null
  hostingDueAt: string | null
  hostedAt: string | null
  hostingNotes: string | null
  /** Whose credit its money is, as `/credits` names it. */
  creditHolder: string
  linkVersion: number
}

type Row = Omit<Order, 'receivedCents' | 'openCents'> & { ledger: LedgerEntry[] }

/** Orders, the latest first. */
export async function orders(sql: Sql, wanted: OrdersWanted): Promise<Page<Order>> {
  const rows = await sql<(Row & { cursor: string })[]>`
    ${select(sql)}
    where orders.number in (${numbersOf(sql, wanted)})
    order by orders.placed_at desc, orders.number desc
  `
  return paged(
    rows.map((row) => ({ ...withBalance(row), cursor: row.cursor })),
    wanted,
  )
}

export async function orderByNumber(sql: Sql, number: string): Promise<Order | null> {
  const [row] = await sql<Row[]>`${select(sql)} where orders.number = ${number}`
  return row === undefined ? null : withBalance(row)
}

function withBalance(row: Row): Order {
  const { ledger, ...order } = row
  const { receivedCents, openCents } = balanceOf(ledger)
  const shown: Order & { cursor?: unknown } = { ...order, receivedCents, openCents }
  delete shown.cursor
  return shown
}

/** Quotes have the number of their order, so that a check with either finds it. */
export function quoteNumber(sql: Sql) {
  return sql`concat_ws('-', 'Q' || orders.number, case when quote_version > 1 then quote_version end)`
}

function select(sql: Sql) {
  return sql`
    select orders.number, orders.stage, orders.since, orders.product,
      case when webinars.slug is not null then jsonb_build_object('slug', webinars.slug, 'title', webinars.title,
        'startsAt', webinars.starts_at, 'timeZone', time_zone, 'minutes', minutes, 'hasEnded', ended_at is not null,
        'plan', ${planOf(sql)})
      end as webinar,
      case when pass_products.slug is not null then jsonb_build_object('slug', pass_products.slug,
        'title', pass_products.title, 'number', pass_number)
      end as pass,
      pass_number as "passNumber",
      jsonb_build_object('id', buyers.id, 'name', coalesce(buyer_name, buyers.name), 'email', buyers.email) as buyer,
      case when organisations.id is not null then jsonb_build_object('id', organisations.id, 'name', organisations.name)
      end as organisation,
      bill_to as "billTo", access, sharers.email as "sharedAddress", pays_by as "paysBy",
      purchase_order_number as "purchaseOrderNumber", check_expected_on as "checkExpectedOn", terms_days as "termsDays",
      seats, (
        select count(*) from seats where order_number = orders.number and person_id is not null
      ) as "namedSeats",
      coalesce(orders.price_list -> 'includes', '[]') as includes, lines, total_cents as "totalCents",
      case when quoted_until is not null then jsonb_build_object(
        'number', ${quoteNumber(sql)}, 'version', quote_version, 'heldUntil', quoted_until,
        'isAgreedPrice', price_agreed_by is not null, 'acceptedAt', quote_accepted_at
      ) end as quote, due_on as "dueOn", dunning_from as "dunningFrom", placed_at as "placedAt", accepted_at as "acceptedAt",
      declined_at as "declinedAt", declined_reason as "declinedReason", released_at as "releasedAt",
      hold_at as "holdAt", suspends_at as "suspendsAt", cancelled_at as "cancelledAt",
      cancelled_by as "cancelledBy", cancelled_reason as "cancelledReason", written_off_at as "writtenOffAt",
      paid_at as "paidAt", hosting_due_at as "hostingDueAt", hosted_at as "hostedAt",
      hosting_notes as "hostingNotes", orders.link_version as "linkVersion",
      coalesce('organisation:' || organisation_id, 'person:' || buyer_id) as "creditHolder",
      array(
        select jsonb_build_object('kind', kind, 'cents', cents, 'paymentId', payment_id)
        from ledger_entries
        where order_number = orders.number
      ) as ledger,
      ${cursorOf(sql)} as cursor
    from orders
    join people buyers on buyers.id = buyer_id
    left join people sharers on sharers.id = shared_address_id
    left join organisations on organisations.id = organisation_id
    left join webinars on webinars.slug = orders.webinar
    left join pass_products on pass_products.slug = orders.pass_product
  `
}
