import type { Fragment, Sql } from '../database/connect.ts'
import { localDate, type WorkingHours, workingTimeAfter } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'
import { usualTermsDays } from '../readmodels/offer.ts'
import { cardAsked } from './card-wanted.ts'
import { leave } from './claim.ts'
import type { OrderStep } from './order-change.ts'
import { asJson, type NumberedStep, orderEffects } from './order-effects.ts'
import { issued } from './order-invoice.ts'
import { heldUntil, quoted } from './order-quote-rows.ts'

type OpeningStep = OrderStep<'openOrder'> | OrderStep<'carryOverOrder'>

/** The effects of placing an order: the people, the order, its seats and its charge, and on which way it goes on. */
export function opening(
  sql: Sql,
  working: WorkingHours,
  step: OrderStep<'openOrder'>,
): [Fragment, ...Fragment[]] {
  const { booked, admitted, tell } = orderEffects(sql)
  const { after, totalCents, opens, at } = step
  const charge = [{ kind: 'charge', cents: totalCents, paymentId: null } as const]
  const isInvoiced = after === 'invoiced'
  const isConfirmed = after !== 'awaiting-card' && after !== 'quoted'
  const quotedUntil = after === 'quoted' ? heldUntil(at, working.zone) : null
  const dueOn = isInvoiced ? addDays(localDate(at, working.zone), usualTermsDays) : null
  return [
    ...people(sql),
    ordered(sql, step, { dueOn, quotedUntil, acceptedAt: null, releasedAt: null }),
    ...seated(sql, step),
    booked(step, totalCents > 0 && after !== 'quoted' ? charge : []),
    passOpened(sql, step),
    ...(after === 'po-submitted' ? submitted(sql, working, step) : []),
    ...(isInvoiced ? issued(sql, step, working.zone) : []),
    ...(after === 'awaiting-card' ? cardAsked(sql, step, { cents: totalCents, nth: 1 }) : []),
    ...admitted(step, opens),
    ...(after === 'quoted' ? quoted(sql, step, working.zone) : []),
    ...(isConfirmed ? [tell(step, after === 'paid' ? 'free-registration' : 'order-received')] : []),
  ]
}

/** The effects of carrying over an open invoice: the same rows, and no mail about the past. */
export function carryingOver(
  sql: Sql,
  step: OrderStep<'carryOverOrder'>,
): [Fragment, ...Fragment[]] {
  const { booked, admitted } = orderEffects(sql)
  const { entries, opens, dueOn, issuedOn, at } = step
  const acceptedAt = opens.includes('live') ? at : null
  const releasedAt = opens.includes('recording') ? at : null
  return [
    ...people(sql),
    ordered(sql, step, { dueOn, quotedUntil: null, acceptedAt, releasedAt }),
    ...seated(sql, step),
    booked(step, entries),
    sql`counted as (
      update invoice_counter set last_number = last_number + 1 from claim returning last_number
    )`,
    sql`issued as (
      insert into invoices
        (number, former_number, order_number, version, issued_at, due_on, terms_days, purchase_order_number, bill_to,
         lines, total_cents)
      select last_number, said ->> 'invoiceNumber', ordered.number, 1, ${issuedOn}::date, ordered.due_on,
        ordered.terms_days, ordered.purchase_order_number, ordered.bill_to, ordered.lines, ordered.total_cents
      from claim, ordered, counted
    )`,
    sql`term_owed as (
      update pass_terms set order_number = ordered.number
      from ordered, passes
      where ordered.product = 'pass' and passes.number = ordered.pass_number
        and pass_terms.pass_number = passes.number and pass_terms.term = passes.term
        and pass_terms.order_number is null
    )`,
    ...admitted(step, opens, { tells: false }),
  ]
}

/** Everybody whom the order names, as rows of `people`; two at once get the same. */
function people(sql: Sql): [Fragment, ...Fragment[]] {
  return [
    sql`buyer as (
      select case
        when said ->> 'paysBy' in ('free', 'saved-card')
          then (select holder_id from passes where number = said ->> 'passNumber')
        else known_person(gen_random_uuid(), said -> 'buyer' ->> 'email')
      end as id
      from claim
    )`,
    sql`payer as (
      select
        case
          when said -> 'billTo' ->> 'email' is null then buyer.id
          else known_person(gen_random_uuid(), said -> 'billTo' ->> 'email')
        end as id,
        coalesce(said -> 'billTo' ->> 'email', said -> 'buyer' ->> 'email',
          (select email from people where people.id = buyer.id)) as email
      from claim, buyer
    )`,
    sql`organisation as (
      insert into organisations (id, name)
      select gen_random_uuid(), trim(said ->> 'organisation')
      from claim
      where said ->> 'organisation' is not null
      on conflict (name_key) do update set name = organisations.name
      returning id
    )`,
    sql`shared as (
      select known_person(gen_random_uuid(),
        coalesce(said ->> 'sharedAddress', said -> 'buyer' ->> 'email')) as id
      from claim
      where said ->> 'access' <> 'roster'
    )`,
    sql`guests as (
      select known_person(gen_random_uuid(), guest.email) as id, row_number() over (order by guest.place) as place
      from (
        select min(email) as email, min(place) as place
        from claim, jsonb_array_elements_text(coalesce(said -> 'people', '[]')) with ordinality person (email, place)
        where said ->> 'access' = 'roster' and said ->> 'paysBy' not in ('free', 'saved-card')
        group by lower(trim(email))
      ) guest
      union all
      select buyer.id, 1 from claim, buyer where said ->> 'paysBy' in ('free', 'saved-card')
      union all
      select shared.id, 1 from shared
    )`,
  ]
}

function ordered(
  sql: Sql,
  step: OpeningStep,
  instants: Record<'dueOn' | 'quotedUntil' | 'acceptedAt' | 'releasedAt', string | null>,
): Fragment {
  const { number, seats, seatsReached, list, lines, totalCents, after, at } = step
  const { dueOn, quotedUntil, acceptedAt, releasedAt } = instants
  return sql`ordered as (
    insert into orders
      (number, buyer_id, buyer_name, organisation_id, bill_to, bill_to_id, product, webinar, pass_product, pass_number,
       seats, seats_reached, access, shared_address_id, pays_by, purchase_order_number, check_expected_on, terms_days,
       price_list, lines, total_cents, stage, since, placed_at, paid_at, due_on, dunning_began_at, accepted_at,
       released_at, carried_over, saves_card, pass_term, quoted_until, price_agreed_by)
    select ${number}, buyer.id, said -> 'buyer' ->> 'name', organisation.id,
      coalesce(
        nullif(said -> 'billTo', 'null'),
        said -> 'buyer' || jsonb_strip_nulls(jsonb_build_object('organisation', said ->> 'organisation')),
        '{}'
      ) || jsonb_build_object('email', payer.email),
      payer.id, said ->> 'product', said ->> 'webinar', said ->> 'passProduct',
      case
        when said ->> 'product' = 'pass' then coalesce(said ->> 'passNumber', nextval('pass_numbers')::text)
        else said ->> 'passNumber'
      end,
      ${seats}::integer, ${seatsReached}, said ->> 'access', shared.id, coalesce(said ->> 'paysBy', 'invoice'),
      said ->> 'purchaseOrderNumber', (said ->> 'checkExpectedOn')::date, ${usualTermsDays}, ${asJson(sql, list)}::jsonb,
      ${asJson(sql, lines)}::jsonb, ${totalCents}, ${after}, claim.at, claim.at,
      ${after === 'paid' ? at : null}::timestamptz, ${dueOn}::date,
      case when ${dueOn}::date is not null then claim.at end, ${acceptedAt}::timestamptz, ${releasedAt}::timestamptz,
      ${step.kind === 'carryOver'}, coalesce((said ->> 'savesCard')::boolean, false),
      -- The term of a pass from before runs already; its invoice is what is owed for it.
      case when ${step.kind === 'carryOver'} and said ->> 'product' = 'pass' then 'termPaid' end,
      ${quotedUntil}::date, case when said ->> 'agreedCents' is not null then claim.actor end
    from claim
    cross join buyer
    cross join payer
    left join organisation on true
    left join shared on true
    returning orders.*
  )`
}

function seated(sql: Sql, { places }: OpeningStep): Fragment[] {
  return [
    sql`placed as (
      insert into seats (id, order_number, position, person_id, named_at)
      select gen_random_uuid(), ordered.number, place, guests.id, case when guests.id is not null then ordered.placed_at end
      from ordered
      cross join generate_series(1, ${places}::integer) place
      left join guests using (place)
      returning id, person_id, link_version
    )`,
    sql`seated as (select id, person_id, link_version from placed where person_id is not null)`,
  ]
}

/** A new pass is opened for whoever it is for; a renewal waits for its payment. */
function passOpened(sql: Sql, step: OrderStep<'openOrder'>): Fragment {
  return leave(sql, step, {
    as: 'opened_pass',
    kind: 'openPass',
    to: sql`
      select 'pass:' || ordered.pass_number as subject,
        jsonb_build_object('order', ordered.number, 'product', ordered.pass_product, 'holder', seated.person_id) as facts
      from claim, ordered, seated
      where ordered.product = 'pass' and claim.said ->> 'passNumber' is null
    `,
  })
}

/** A purchase order waits for an administrator, who is expected to look at it within a working day. */
export function submitted(sql: Sql, working: WorkingHours, step: NumberedStep): Fragment[] {
  const { waits, tellAdministrators } = orderEffects(sql)
  const dueAt = workingTimeAfter(step.at, { workingDays: 1 }, working)
  return [
    waits(step, 'purchase-order', { dueAt }),
    tellAdministrators(step, 'purchase-order-waiting'),
  ]
}
