-- Why: what orders were asked for, what came by check and by card, and the papers about it.

insert into ledger_entries (id, order_number, kind, cents, payment_id, submission, at)
select pg_temp.id('entry/' || kind, number::bigint), number, kind, cents, payment, 'submission/' || number, at
from orders
cross join lateral (
  select case when pays_by = 'card' then pg_temp.id('card', number::bigint) else pg_temp.id('check', number::bigint) end
    as payment
) paid
cross join lateral (
  values ('charge', total_cents, null, accepted_at),
    ('payment', total_cents, payment, case when stage in ('paid', 'refunded') then paid_at end),
    ('payment', total_cents / 2, payment, case when stage = 'part-paid' then accepted_at + interval '9 days' end),
    ('refund', total_cents, payment, case when stage = 'refunded' then paid_at + interval '2 days' end),
    ('write-off', total_cents, null, written_off_at)
) entries (kind, cents, payment_id, at)
where at is not null
order by at;

insert into checks (id, payer, number, cents, received_on, credit_holder, recorded_by, recorded_at)
select payment_id, coalesce(bill_to ->> 'organisation', buyer_name), orders.number, cents, at::date,
  coalesce('organisation:' || organisation_id, 'person:' || buyer_id), 'administrator:' || pg_temp.id('person', 10002), at
from ledger_entries
join orders on orders.number = order_number
where ledger_entries.kind = 'payment' and pays_by <> 'card';

insert into check_allocations (id, check_id, order_number, cents, allocated_at)
select pg_temp.id('allocation', number::bigint), id, number, cents, recorded_at from checks;

insert into deposits (id, banked_on, total_cents, recorded_by, recorded_at)
select pg_temp.id('deposit', week), current_date - 7 * week, 1, 'administrator:' || pg_temp.id('person', 10002),
  now() - interval '7 days' * week
from generate_series(0, 90) week;

update checks set deposit_id = deposits.id
from deposits
where received_on > banked_on - 7 and received_on <= banked_on and checks.number::integer % 4 > 0;

update deposits set total_cents = coalesce((select sum(cents) from checks where deposit_id = deposits.id), 1);

insert into card_payments (id, payment_intent, charge, order_number, cents, received_at, recorded_at)
select payment_id, 'pi_' || order_number, 'ch_' || order_number, order_number, cents, at, at
from ledger_entries
join orders on number = order_number
where ledger_entries.kind = 'payment' and pays_by = 'card';

insert into card_requests (id, key, kind, subject, order_number, cents, wanted_at, state, stripe_id, settled_at)
select pg_temp.id('request', number::bigint), 'order:' || number || '/checkout/1', 'checkout', 'order:' || number, number,
  total_cents, placed_at, 'done', 'cs_' || number, placed_at
from orders
where pays_by = 'card' and total_cents > 0;

insert into card_checkouts (session, request_id, order_number, cents, url, made_at, expires_at, state)
select stripe_id, id, order_number, cents, 'https://checkout.example/' || stripe_id, wanted_at,
  wanted_at + interval '1 day', 'complete'
from card_requests;

insert into credit_accounts (holder, version)
select distinct 'organisation:' || organisation_id, 1 from orders where organisation_id is not null;

insert into credit_entries (id, holder, kind, cents, payment_id, order_number, submission, at)
select pg_temp.id('credit/' || kind, number::bigint), 'organisation:' || organisation_id, kind, 2500,
  pg_temp.id('check', number::bigint), number, 'submission/' || number, paid_at
from orders
cross join unnest(array['from-order', 'to-order']) kind
where stage = 'paid' and organisation_id is not null and number::bigint % 4 = 0;

insert into invoices (number, order_number, version, issued_at, due_on, terms_days, purchase_order_number, bill_to, lines,
  total_cents)
select number::integer, number, 1, accepted_at, due_on, 30, purchase_order_number, bill_to, lines, total_cents
from orders
where due_on is not null;

update invoice_counter set last_number = 7041;

insert into documents (id, kind, number, subject, order_number, step, data, issued_at, rendered_at, file_name, bytes, sha256)
select pg_temp.id(kind, number::bigint), kind, kind || number, 'order:' || number, number, 'submission/' || number,
  '{}', at, at, kind || '-' || number || '.pdf', decode(repeat(md5(number), 64), 'hex'), md5(number) || md5(number)
from orders
cross join lateral (
  values ('invoice', case when pays_by <> 'card' then accepted_at end), ('receipt', paid_at),
    ('quote', case when pays_by = 'quote' then placed_at end)
) issued (kind, at)
where at is not null
order by at;
