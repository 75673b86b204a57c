-- Why: orders of every kind and in every state that lasts, with the people whom they brought.
-- The last one has 500 log-ins, and every tenth belongs to one consortium.

insert into orders (number, buyer_id, buyer_name, organisation_id, bill_to, bill_to_id, product, webinar, pass_product,
  seats, access, shared_address_id, pays_by, purchase_order_number, check_expected_on, price_list, lines, total_cents,
  stage, since, placed_at, accepted_at, released_at, cancelled_at, written_off_at, paid_at, due_on, dunning_from,
  quoted_until, hosting_due_at)
select (2040 + n)::text, buyers.id, buyers.name, organisations.id,
  jsonb_build_object('name', 'Accounts payable', 'organisation', organisations.name, 'address', '1 Main Street, Kingsport',
    'email', buyers.email),
  buyers.id, product, case when product <> 'pass' then 'webinar-' || webinar end,
  case when product = 'pass' then 'pass' end, seats, access, case when access <> 'roster' then buyers.id end, pays_by,
  case when pays_by = 'purchase-order' then 'PO-' || 70000 + n end,
  case when stage = 'invoiced' then (placed_at + interval '3 weeks')::date end,
  case when product <> 'pass' then jsonb_build_object('slug', 'list-1', 'individualCents', 5900, 'teamTiers',
    '[{"minimumSeats": 3, "seatCents": 3900}]'::jsonb, 'groupShowingCents', 29900, 'institutionCents', 99900,
    'includes', '["recording", "slides", "certificate", "forum"]'::jsonb) end,
  jsonb_build_array(jsonb_build_object('code', case product when 'individual' then 'individual-log-in' when 'team' then
    'team-log-in' else product end, 'quantity', coalesce(seats, 1), 'unitCents', price,
    'totalCents', price * coalesce(seats, 1))),
  price * coalesce(seats, 1), stage, placed_at + interval '2 days', placed_at,
  case when is_accepted then placed_at + interval '1 day' end, case when is_accepted then placed_at + interval '1 day' end,
  case when stage = 'cancelled' then placed_at + interval '2 days' end,
  case when stage = 'written-off' then placed_at + interval '120 days' end,
  case when stage in ('paid', 'refunded') then placed_at + interval '20 days' end,
  case when is_accepted and pays_by <> 'card' then (placed_at + interval '31 days')::date end,
  case when is_accepted and pays_by <> 'card' then (placed_at + interval '31 days')::date end,
  case when pays_by = 'quote' then (placed_at + interval '60 days')::date end,
  case when access = 'niche-academy' then placed_at + interval '30 days' end
from generate_series(1, 5000) n
cross join lateral (
  select now() - interval '3 hours' * (5000 - n) - interval '1 hour' as placed_at,
    case when n = 5000 then 'team' when n % 20 < 11 then 'individual' when n % 20 < 16 then 'team'
      when n % 20 = 16 then 'group-showing' when n % 20 < 19 then 'institution' else 'pass' end as product,
    case when n = 5000 then 'paid' else case n % 50 when 0 then 'cancelled' when 1 then 'refunded' when 2 then 'quoted'
      when 3 then 'expired' when 4 then case when n > 4500 then 'po-submitted' end
      when 5 then case when n > 4000 then 'invoiced' end when 6 then case when n > 4000 then 'part-paid' end
      when 7 then case when n > 3500 then 'overdue' end when 8 then case when n > 3500 then 'on-hold' end
      when 9 then 'written-off' end end as unusual,
    case when n = 5000 then 165 else 1 + n * 7 % 190 end as webinar
) placed
cross join lateral (
  select coalesce(unusual, 'paid') as stage,
    case product when 'individual' then 1 when 'team' then case when n = 5000 then 500 else 3 + n % 10 end end as seats,
    case product when 'individual' then 5900 when 'team' then 3900 when 'group-showing' then 29900
      when 'institution' then 99900 else 69900 end as price,
    case product when 'group-showing' then 'shared-login' when 'institution' then 'niche-academy' else 'roster' end as access,
    case when unusual = 'quoted' then 'quote' when unusual = 'expired' then 'card'
      when unusual in ('po-submitted', 'invoiced', 'part-paid', 'overdue', 'on-hold', 'written-off') then 'purchase-order'
      when n % 3 = 0 then 'card' when n % 3 = 1 then 'invoice' else 'purchase-order' end as pays_by,
    coalesce(unusual, 'paid') in ('paid', 'refunded', 'invoiced', 'part-paid', 'overdue', 'on-hold', 'written-off')
      as is_accepted
) bought
join people buyers on buyers.id = pg_temp.id('person', case when n > 4985 then 1 else 1 + n * 17 % 10000 end)
left join organisations on product <> 'individual'
  and organisations.id = pg_temp.id('organisation', case n % 10 when 2 then 1 else 1 + n % 1200 end);

insert into seats (id, order_number, position, person_id, named_at)
select pg_temp.id('seat/' || number, position), number, position,
  case when position <= seats - 1 or seats = 1 then case when position = 1 then buyer_id else
    pg_temp.id('person', 1 + (number::integer * 13 + position * 7) % 10000) end end,
  placed_at
from orders
cross join lateral generate_series(1, seats) position
where access = 'roster' and webinar is not null;

insert into grants (id, person_id, webinar, opens, source, seat_id, granted_at, suspended_at)
select pg_temp.id('grant/' || seats.id || opens, 1), person_id, webinar, opens, 'order:' || number, seats.id, accepted_at,
  case when stage = 'on-hold' then accepted_at + interval '60 days' end
from orders
join seats on order_number = number
cross join unnest(array['live', 'recording']) opens
where accepted_at is not null and person_id is not null and stage not in ('cancelled', 'refunded');

insert into passes (number, product, holder_id, organisation_id, term, stage, since, reminds_since)
select (300 + row_number() over (order by placed_at))::text, 'pass', buyer_id, organisation_id, 1,
  case when placed_at > now() - interval '10 months' then 'active' when placed_at > now() - interval '11 months'
    then 'renewal-open' else 'lapsed' end, placed_at, placed_at
from orders
where product = 'pass' and stage = 'paid'
order by placed_at;

with paid as (
  select number, placed_at, row_number() over (order by placed_at) + 300 as pass
  from orders
  where product = 'pass' and stage = 'paid'
), told as (
  update orders set pass_number = pass::text, pass_term = 'paid'
  from paid
  where orders.number = paid.number
)
insert into pass_terms (pass_number, term, starts_on, ends_on, order_number)
select pass::text, 1, placed_at::date, (placed_at + interval '1 year')::date, number from paid;

insert into grants (id, person_id, presenter, opens, source, granted_at, valid_until)
select pg_temp.id('grant/pass/' || opens, number::bigint), holder_id, 'presenter-1', opens, 'pass:' || number, since,
  since + interval '1 year'
from passes
cross join unnest(array['live', 'recording']) opens
where stage in ('active', 'renewal-open');

insert into submissions (id, token, kind, subject, actor, received_at, settled_at, outcome, answer, stage_before,
  stage_after)
select pg_temp.id('submission/' || kind, number::bigint), kind || '/' || number, kind, 'order:' || number, actor, at, at,
  'applied', '{}', before, after
from orders
cross join lateral (
  values ('place', 'buyer', placed_at, 'unplaced', 'po-submitted'),
    ('acceptPurchaseOrder', 'administrator:' || pg_temp.id('person', 10001), accepted_at, 'po-submitted', 'invoiced'),
    ('paymentReceived', 'administrator:' || pg_temp.id('person', 10001), paid_at, 'invoiced', 'paid'),
    ('cancel', 'administrator:' || pg_temp.id('person', 10002), cancelled_at, 'po-submitted', 'cancelled')
) done (kind, actor, at, before, after)
where at is not null
order by at;

select setval('order_numbers', 7041), setval('pass_numbers', 900);
