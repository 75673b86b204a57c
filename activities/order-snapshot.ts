import type { Sql } from '../database/connect.ts'
import type { WorkingHours } from '../domain/calendar.ts'
import { quoteInstants } from '../domain/calendar-deadlines.ts'
import type { CardBooks } from '../domain/card.ts'
import type { PriceList, Product } from '../domain/catalog.ts'
import type { LedgerEntry } from '../domain/ledger.ts'
import { stillOpen } from '../domain/ledger.ts'
import {
  type AccessWay,
  type Asked,
  isClosed,
  isPaidStage,
  isQuoted,
  type OrderSnapshot,
  type PassNews,
  type PaysBy,
  type PlacedOrder,
  type Quote,
} from '../domain/order-state.ts'
import type { OrderLine } from '../domain/price.ts'
import type { Actor } from '../domain/process.ts'
import { cardBooks } from './card-books.ts'
import { holderOfOrder, readCredit } from './credit.ts'
import { readAsked } from './order-asked.ts'
import { planOrder } from './order-plan.ts'
import { underWay } from './under-way.ts'

/** An order's row with what is counted beside it. */
export interface OrderRow {
  stage: PlacedOrder['stage']
  since: string
  product: Product
  pays_by: PaysBy
  access: AccessWay
  webinar: string | null
  pass_number: string | null
  pass_term: PassNews | null
  starts_at: string | null
  /** When its webinar was put on another date; and whether it has a date. */
  moved_at: string | null
  has_date: boolean
  has_ended: boolean
  seats: number | null
  named: number
  lines: OrderLine[]
  total_cents: number
  price_list: PriceList | null
  seats_reached: number
  ledger: LedgerEntry[]
  card: CardBooks
  saves_card: boolean
  quoted_until: string | null
  quote_accepted_at: string | null
  quote_accepted_by: string | null
  has_purchase_order: boolean
  is_invoiced: boolean
  placed_at: string
  due_on: string | null
  check_expected_on: string | null
  dunning_from: string | null
  dunning_began_at: string | null
  hold_at: string | null
  accepted_at: string | null
  released_at: string | null
  cancelled_at: string | null
  suspends_at: string | null
  recordings_suspended_at: string | null
  hosting_due_at: string | null
  hosted_at: string | null
  checks_to_send: number
  holder: string
  decided_by: string | null
  decided_at: string | null
}

const nothingAsked: Asked = {
  on: '',
  offer: null,
  seat: null,
  newPeople: 0,
  carriedOverAs: null,
  leaving: 0,
}

/** Where an order stands, with what the command at hand names; null when there is none and nobody asks for one. */
export async function loadOrder(
  sql: Sql,
  working: WorkingHours,
  { number, submission }: { number: string; submission?: string },
): Promise<OrderSnapshot | null> {
  const [row, asked, { taken, ...errands }] = await Promise.all([
    readRow(sql, working.zone, number),
    submission === undefined ? nothingAsked : readAsked(sql, working.zone, { number, submission }),
    underWay(sql, `order:${number}`),
  ])
  if (row === null) {
    if (submission === undefined) return null
    const nobody = { awaiting: 'nobody', awaitingSince: null, dueAt: null, timers: [] } as const
    return { stage: 'unplaced', asked, ...nobody, timers: [], ...errands }
  }
  const { overdueAt, timers } = planOrder(row, working, taken)
  const quote = quoteOf(row, working.zone)
  return {
    ...placed(row),
    quote,
    overdueAt,
    credit: await readCredit(sql, row.holder),
    asked,
    awaiting: awaiting(row),
    awaitingSince: row.since,
    dueAt: isQuoted(row) ? (quote?.endsAt ?? null) : dueAt(row, overdueAt),
    timers,
    ...errands,
  }
}

function dueAt(row: OrderRow, overdueAt: string | null): string | null {
  if (stillOpen(row.ledger) > 0) return overdueAt
  return row.hosted_at === null ? row.hosting_due_at : null
}

function quoteOf(row: OrderRow, zone: string): Quote | null {
  const { quoted_until: heldUntil } = row
  if (heldUntil === null) return null
  return {
    heldUntil,
    endsAt: quoteInstants(heldUntil, zone).endsAt,
    hasPurchaseOrder: row.has_purchase_order,
    acceptedBy: row.quote_accepted_by,
    acceptedAt: row.quote_accepted_at,
  }
}

function placed(row: OrderRow) {
  return {
    stage: row.stage,
    product: row.product,
    paysBy: row.pays_by,
    access: row.access,
    webinar: row.webinar,
    passNumber: row.pass_number,
    startsAt: row.starts_at,
    hasEnded: row.has_ended,
    seats: row.seats,
    named: row.named,
    lines: row.lines,
    totalCents: row.total_cents,
    list: row.price_list,
    seatsReached: row.seats_reached,
    ledger: row.ledger,
    card: row.card,
    savesCard: row.saves_card,
    isInvoiced: row.is_invoiced,
    dueOn: row.due_on,
    onHoldAt: row.hold_at,
    acceptedAt: row.accepted_at,
    releasedAt: row.released_at,
    cancelledAt: row.cancelled_at,
    suspendsAt: row.suspends_at,
    areRecordingsSuspended: row.recordings_suspended_at !== null,
    passTerm: row.pass_term,
    checksToSendCents: row.checks_to_send,
    isHostingOpen: isHostingOpen(row),
    isHosted: row.hosted_at !== null,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }
}

function isHostingOpen(row: OrderRow): boolean {
  return row.hosting_due_at !== null && row.hosted_at === null && !isClosed(row)
}

function awaiting(row: OrderRow): Actor {
  if (row.stage === 'po-submitted') return 'administrator'
  if (isHostingOpen(row)) return 'host'
  const isSettled = isPaidStage(row.stage) || isClosed(row)
  return isSettled ? 'nobody' : 'buyer'
}

async function readRow(sql: Sql, zone: string, number: string): Promise<OrderRow | null> {
  const [row] = await sql<OrderRow[]>`
    select orders.stage, orders.since, product, pays_by, access, webinar, pass_number, pass_term, starts_at, moved_at,
      coalesce(webinars.stage not in ('postponed', 'cancelling', 'cancelled'), false) as has_date,
      ended_at is not null as has_ended, seats, lines, total_cents, orders.price_list, seats_reached, placed_at,
      saves_card, quoted_until, quote_accepted_at, quote_accepted_by,
      purchase_order_number is not null as has_purchase_order, ${cardBooks(sql, zone)} as card, due_on, check_expected_on, dunning_from, dunning_began_at, hold_at, accepted_at, released_at, cancelled_at,
      suspends_at, recordings_suspended_at, hosting_due_at, hosted_at, ${holderOfOrder(sql)} as holder,
      last_decision.actor as decided_by, last_decision.settled_at as decided_at,
      (
        select count(*) from seats where order_number = orders.number and person_id is not null
      ) as named,
      (
        select coalesce(sum((facts ->> 'cents')::integer), 0)
        from tasks
        where subject = 'order:' || orders.number and kind = 'refund-check' and closed_at is null
      ) as checks_to_send,
      exists (
        select from invoices where order_number = orders.number and voided_at is null
      ) as is_invoiced,
      array(
        select jsonb_build_object('kind', kind, 'cents', cents, 'paymentId', payment_id)
        from ledger_entries
        where order_number = orders.number
        order by position
      ) as ledger
    from orders
    left join webinars on slug = webinar
    left join lateral (
      select actor, settled_at
      from submissions
      where subject = 'order:' || orders.number and outcome = 'applied'
        and stage_before is distinct from stage_after
      order by settled_at desc, position desc
      limit 1
    ) last_decision on true
    where orders.number = ${number}
  `
  return row ?? null
}
