import { atNine, type WorkingHours, workingTimeAfter } from '../domain/calendar.ts'
import {
  dunningInstants,
  quoteInstants,
  unnamedSeatsInstants,
} from '../domain/calendar-deadlines.ts'
import { type DunningKind, dunningBase, dunningStepsLeft } from '../domain/dunning.ts'
import { isBefore, plannedSince } from '../domain/instant.ts'
import { isSettled } from '../domain/ledger.ts'
import { nextRetryOn } from '../domain/order-charge.ts'
import { isClosed, isQuoted, type OrderTimer } from '../domain/order-state.ts'
import type { Timer } from '../domain/process.ts'
import type { OrderRow } from './order-snapshot.ts'

/** When an order is overdue, and all that the clock has still to do for it, earliest first. */
export function planOrder(
  row: OrderRow,
  working: WorkingHours,
  taken: Set<string>,
): { overdueAt: string | null; timers: Timer<OrderTimer>[] } {
  const { zone } = working
  const overdueAt =
    row.due_on === null
      ? null
      : dunningInstants({ dueOn: row.due_on, expectedOn: row.check_expected_on }, zone).overdueAt
  const timers = isClosed(row)
    ? []
    : [
        ...ladder(row, zone, taken),
        ...turns(row, overdueAt),
        ...chases(row, zone),
        ...desk(row, working),
        ...retries(row, zone),
        ...quoteTurns(row, zone),
      ]
  return {
    overdueAt,
    timers: timers
      .filter(({ key }) => !taken.has(key))
      .sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
  }
}

/** The ladder of an open invoice: each rung once for each date that it counts from. */
function ladder(row: OrderRow, zone: string, taken: Set<string>): Timer<OrderTimer>[] {
  const { due_on: dueOn, dunning_began_at: beganAt } = row
  if (!row.is_invoiced || dueOn === null || beganAt === null || isSettled(row.ledger)) return []
  const counted = { dueOn, expectedOn: row.check_expected_on, restartedOn: row.dunning_from }
  const base = dunningBase(counted)
  const { plan } = dunningInstants(counted, zone)
  const key = (kind: DunningKind) => `${kind}/${base}`
  const takenKinds = plan.map(({ kind }) => kind).filter((kind) => taken.has(key(kind)))
  return dunningStepsLeft({ plan, beganAt, taken: takenKinds, at: beganAt }).map(
    ({ kind, at }) => ({ kind, at, key: key(kind) }),
  )
}

/** The turns of the money: overdue, and recordings suspended ten days after a payment was reversed. */
function turns(row: OrderRow, overdueAt: string | null): Timer<OrderTimer>[] {
  const timers: Timer<OrderTimer>[] = []
  const isDueYet = row.stage === 'invoiced' || row.stage === 'part-paid'
  if (isDueYet && overdueAt !== null) {
    timers.push({ kind: 'overdue', at: overdueAt, key: `overdue/${overdueAt}` })
  }
  const { suspends_at: suspendsAt, recordings_suspended_at: suspendedAt } = row
  if (suspendsAt !== null && suspendedAt === null) {
    timers.push({
      kind: 'suspend-recordings',
      at: suspendsAt,
      key: `suspend-recordings/${suspendsAt}`,
    })
  }
  return timers
}

/** What administrators are reminded of: a purchase order that waits, and hosting that should be done. */
function desk(row: OrderRow, working: WorkingHours): Timer<OrderTimer>[] {
  const { stage, since, hosting_due_at: hostingDueAt, hosted_at: hostedAt } = row
  const timers: Timer<OrderTimer>[] = []
  if (stage === 'po-submitted') {
    for (const workingDays of [1, 3] as const) {
      const kind = `purchase-order-waits-${workingDays}` as const
      const at = workingTimeAfter(since, { workingDays }, working)
      timers.push({ kind, at, key: `${kind}/${since}` })
    }
  }
  if (hostingDueAt !== null && hostedAt === null) {
    timers.push({ kind: 'hosting-due', at: hostingDueAt, key: `hosting-due/${hostingDueAt}` })
  }
  return timers
}

/** The saved card of a renewal, tried again at nine. */
function retries({ stage, pays_by, card }: OrderRow, zone: string): Timer<OrderTimer>[] {
  if (stage !== 'awaiting-card' || pays_by !== 'saved-card') return []
  const on = nextRetryOn(card.declinedOn)
  return on === null
    ? []
    : [{ kind: 'retry-charge', at: atNine(on, zone), key: `retry-charge/${on}` }]
}

/** The reminders of a quote and its end; another price is held, and reminded of, anew. */
function quoteTurns(row: OrderRow, zone: string): Timer<OrderTimer>[] {
  const { quoted_until: heldUntil } = row
  if (!isQuoted(row) || heldUntil === null) return []
  const { endsAt, reminders } = quoteInstants(heldUntil, zone)
  const plan = [...reminders, { kind: 'quote-expires' as const, at: endsAt }]
  return plannedSince(plan, row.since).map(({ kind, at }) => ({
    kind,
    at,
    key: `${kind}/${heldUntil}`,
  }))
}

/** Asking for the people of seats without a name, until the webinar is live. */
function chases(row: OrderRow, zone: string): Timer<OrderTimer>[] {
  const { starts_at: startsAt, seats, named, has_ended: hasEnded } = row
  const isNamed = row.access !== 'roster' || seats === null || named >= seats
  if (startsAt === null || !row.has_date || hasEnded || isNamed || isQuoted(row)) return []
  const { moved_at: movedAt, placed_at: placedAt } = row
  const since = movedAt !== null && isBefore(placedAt, movedAt) ? movedAt : placedAt
  const chase = plannedSince(unnamedSeatsInstants(startsAt, zone), since)
  const liveDate = plannedSince([{ kind: 'live-date' as const, at: startsAt }], since)
  return [...chase, ...liveDate].map(({ kind, at }) => ({ kind, at, key: `${kind}/${startsAt}` }))
}
