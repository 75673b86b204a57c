import type { Fragment, Sql } from '../database/connect.ts'
import { localDate, startOfDay } from '../domain/calendar.ts'
import { groupOf, type InboxGroup, inboxGroups, type Waiting } from '../domain/inbox.ts'
import { balanceOf, type LedgerEntry } from '../domain/ledger.ts'
import { type Action, may, type Role } from '../domain/permission.ts'

/** One group of what waits for a person, oldest first. */
export interface InboxQueue {
  group: InboxGroup
  title: string
  items: Waiting[]
  /** All that wait, also those that are not shown. */
  count: number
}

export interface InboxWanted {
  /** The instant at which it is asked, ISO; and the organisation's zone, in which days are counted. */
  at: string
  zone: string
  /** Who looks: each role sees its own part. */
  role: Role
  /** So many of each group, the oldest. */
  each: number
}

type Row = Waiting & { ofKind: number; ledger: LedgerEntry[] | null }

/** Everything that waits for a person, in groups; one without anything is left out. */
export async function inbox(sql: Sql, wanted: InboxWanted): Promise<InboxQueue[]> {
  const rows = await waitingRows(sql, wanted)
  return inboxGroups.flatMap(({ name, title, seenBy }) => {
    if (!may(wanted.role, seenBy satisfies Action)) return []
    const own = rows.filter(({ kind }) => groupOf(kind) === name)
    const kinds = new Map(own.map(({ kind, ofKind }) => [kind, ofKind]))
    const count = [...kinds.values()].reduce((sum, ofKind) => sum + ofKind, 0)
    const items = own.slice(0, wanted.each).map(shown)
    return count === 0 ? [] : [{ group: name, title, items, count }]
  })
}

function shown({ ofKind: _, ledger, ...waiting }: Row): Waiting {
  return ledger === null ? waiting : { ...waiting, cents: balanceOf(ledger).openCents }
}

async function waitingRows(sql: Sql, { at, zone, each }: InboxWanted): Promise<readonly Row[]> {
  const today = localDate(at, zone)
  return sql<Row[]>`
    with waiting as (
      ${applications(sql)}
      union all
      ${inquiries(sql)}
      union all
      ${tasks(sql)}
      union all
      ${checks(sql, { today, zone })}
      union all
      ${unsettled(sql, at)}
    ), placed as (
      select waiting.*, row_number() over (partition by kind order by since, id) as place,
        count(*) over (partition by kind) as of_kind
      from waiting
    )
    select kind, id, subject, since, due_at as "dueAt", who, what, order_number as order, cents, facts,
      of_kind as "ofKind", case when kind in ('check-expected', 'check-overdue') then array(
        select jsonb_build_object('kind', kind, 'cents', cents, 'paymentId', payment_id)
        from ledger_entries
        where ledger_entries.order_number = placed.order_number
      ) end as ledger
    from placed
    where place <= ${each}
    order by since, id
  `
}

function applications(sql: Sql): Fragment {
  return sql`
    select 'application' as kind, person_id::text as id, 'membership:' || person_id as subject, memberships.since,
      null::timestamptz as due_at, memberships.name as who, title as what, null as order_number,
      null::integer as cents, jsonb_build_object('email', email, 'organisation', organisation, 'role', role,
        'why', why, 'question', question, 'answer', answer, 'appliedAt', applied_at, 'earlier', (
          select jsonb_build_object('stage', stage, 'reason', reason, 'decidedAt', decided_at)
          from earlier_decisions earlier
          where earlier.person_id = memberships.person_id
          order by earlier.application desc
          limit 1
        )) as facts
    from memberships
    join people on people.id = person_id
    left join webinars on slug = wanted
    where memberships.stage = 'pending'
  `
}

function inquiries(sql: Sql): Fragment {
  return sql`
    select 'inquiry', number, 'inquiry:' || number, since, due_at, inquiries.name, about, null, null,
      jsonb_build_object('email', people.email, 'organisation', organisation, 'ownerId', owner_id,
        'owner', owner.name, 'text', (
          select text from inquiry_texts
          where inquiry_number = number and kind in ('question', 'reply')
          order by position desc
          limit 1
        ))
    from inquiries
    join people on people.id = inquiries.person_id
    left join people owner on owner.id = owner_id
    where stage = 'open'
  `
}

function tasks(sql: Sql): Fragment {
  return sql`
    select tasks.kind, tasks.id::text, tasks.subject, opened_at, due_at,
      coalesce(organisations.name, buyer_name, buyers.name, buyers.email, holders.name, holding.name, holding.email,
        payer, reader.email),
      coalesce(webinars.title, pass_products.title), orders.number, (facts ->> 'cents')::integer,
      facts || jsonb_strip_nulls(jsonb_build_object('purchaseOrderNumber', purchase_order_number,
        'totalCents', total_cents, 'stage', orders.stage, 'startsAt', webinars.starts_at,
        'timeZone', webinars.time_zone, 'mail', messages.kind, 'mailState', messages.state,
        'smtpCode', smtp_code, 'checkNumber', checks.number, 'webinar', webinars.slug))
    from tasks
    left join orders on orders.number = case
      when tasks.subject like 'order:%' then substr(tasks.subject, length('order:') + 1)
      else facts ->> 'order'
    end
    left join people buyers on buyers.id = buyer_id
    left join organisations on organisations.id = organisation_id
    left join webinars on webinars.slug = coalesce(orders.webinar, case
      when tasks.subject like 'webinar:%' then substr(tasks.subject, length('webinar:') + 1)
    end)
    left join pass_products on pass_products.slug = pass_product
    left join organisations holders on holders.id = case
      when facts ->> 'holder' like 'organisation:%'
        then substr(facts ->> 'holder', length('organisation:') + 1)::uuid
    end
    left join people holding on holding.id = case
      when facts ->> 'holder' like 'person:%' then substr(facts ->> 'holder', length('person:') + 1)::uuid
    end
    left join checks on checks.id = case
      when tasks.subject like 'check:%' then substr(tasks.subject, length('check:') + 1)::uuid
    end
    left join messages on messages.id = (facts ->> 'message')::uuid
    left join people reader on reader.id = messages.person_id
    where tasks.closed_at is null
  `
}

/** Checks whose day has come: looked for in the letter box, or asked for; a write-off that is proposed says it by itself. */
function checks(sql: Sql, { today, zone }: { today: string; zone: string }): Fragment {
  return sql`
    select case when orders.stage in ('overdue', 'on-hold') then 'check-overdue' else 'check-expected' end, orders.number,
      'order:' || orders.number, day::timestamp at time zone ${zone}, ${startOfDay(today, zone)}::timestamptz,
      coalesce(organisations.name, buyer_name, buyers.name, buyers.email),
      coalesce(webinars.title, pass_products.title), orders.number, null,
      jsonb_build_object('stage', orders.stage, 'dueOn', due_on, 'expectedOn', check_expected_on,
        'purchaseOrderNumber', purchase_order_number, 'totalCents', total_cents)
    from orders
    cross join lateral (
      select case when orders.stage in ('overdue', 'on-hold') then due_on else check_expected_on end as day
    ) awaited
    join people buyers on buyers.id = buyer_id
    left join organisations on organisations.id = organisation_id
    left join webinars on webinars.slug = orders.webinar
    left join pass_products on pass_products.slug = pass_product
    where orders.stage in ('invoiced', 'part-paid', 'overdue', 'on-hold') and day <= ${today} and not exists (
      select from tasks
      where tasks.subject = 'order:' || orders.number and tasks.kind = 'write-off' and closed_at is null
    )
  `
}

/** What was sent in and is still to be worked on; a task says it by itself. */
function unsettled(sql: Sql, at: string): Fragment {
  return sql`
    select 'unsettled', submissions.id::text, submissions.subject, received_at, null, null, null, null, null,
      jsonb_build_object('command', submissions.kind, 'attempts', attempts)
    from submissions
    where settled_at is null and received_at < ${at}::timestamptz - interval '2 minutes' and not exists (
      select from tasks
      where tasks.key = 'undelivered/' || submissions.id and closed_at is null
    )
  `
}
