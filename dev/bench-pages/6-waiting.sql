-- Why: an inbox after a long weekend, what was done in it for three years, and who is signed in.

insert into inquiries (number, person_id, name, organisation, about, stage, since, received_at, due_at, settled_at,
  settled_by)
select (500 + n)::text, people.id, people.name, 'Kingsport Public Library', pg_temp.one_of(n, array['group-discount',
    'contract', 'invoice', 'trouble', 'other']), case when n > 360 then 'open' else 'answered' end, at, at,
  at + interval '1 day', case when n <= 360 then at + interval '5 hours' end,
  case when n <= 360 then 'administrator:' || pg_temp.id('person', 10001) end
from generate_series(1, 400) n
join people on people.id = pg_temp.id('person', case n when 400 then 1 else n * 23 end)
cross join lateral (select now() - interval '1 day' * (400 - n) / 8 as at) asked;

insert into inquiry_texts (id, inquiry_number, kind, text, written_by, written_at)
select pg_temp.id('text/' || kind, number::bigint), number, kind,
  repeat('We would like to know what twelve log-ins cost, and whether we can pay by check. ', 3), 'inquirer', received_at
from inquiries
cross join unnest(array['question', 'note']) kind;

insert into tasks (id, key, kind, subject, facts, opened_at, due_at, closed_at, closed_by)
select pg_temp.id('task/' || kind, row_number() over ()), kind || '/' || subject, kind, subject, facts, at,
  at + interval '1 day', closed_at, case when closed_at is not null then 'administrator:' || pg_temp.id('person', 10001) end
from (
  select 'purchase-order' as kind, 'order:' || number as subject, '{}'::jsonb as facts, placed_at as at, accepted_at as closed_at
  from orders
  where pays_by = 'purchase-order'
  union all
  select 'hosting', 'order:' || number, '{}', hosting_due_at, case when number::integer % 20 > 0 then hosting_due_at end
  from orders
  where hosting_due_at < now() and stage = 'paid'
  union all
  select pg_temp.one_of(number::bigint / 100, array['overpaid', 'paid-after-close', 'dispute', 'refund-check', 'write-off']),
    'order:' || number, '{"cents": 5900}', since, case when number::integer < 5500 then since end
  from orders
  where number::integer % 25 = 0
  union all
  select case stage when 'wrap-up' then 'recording-missing' else 'join-details-missing' end, 'webinar:' || slug, '{}',
    now() - interval '2 days', null
  from webinars
  where stage = 'wrap-up' or stage = 'on-sale' and starts_at < now() + interval '60 days'
  union all
  select 'undeliverable', subject, jsonb_build_object('message', id), settled_at,
    case when settled_at < now() - interval '60 days' then settled_at end
  from (select distinct on (subject) * from messages where state = 'refused' order by subject, id) refused
) open;

insert into submissions (id, token, kind, subject, actor, received_at, attempts)
select pg_temp.id('submission/stuck', n), 'stuck/' || n, 'resend', 'membership:' || pg_temp.id('person', 9900 + n),
  'applicant', now() - interval '1 hour', 3
from generate_series(1, 5) n;

insert into uploads (id, kind, file_name, media_type, size, bytes, sha256, order_number, uploaded_by, uploaded_at)
select pg_temp.id('upload', number::bigint), 'purchase-order', 'po-' || number || '.pdf', 'application/pdf', 1024,
  decode(repeat(md5(number), 64), 'hex'), md5(number) || md5(number), number, 'buyer', placed_at
from orders
where pays_by = 'purchase-order';

insert into uploads (id, kind, file_name, media_type, size, bytes, sha256, organisation_id, uploaded_by, uploaded_at)
select pg_temp.id('exemption', n), 'tax-certificate', 'st-5.pdf', 'application/pdf', 1024,
  decode(repeat(md5(n::text), 64), 'hex'), md5(n::text) || md5(n::text), pg_temp.id('organisation', n), 'buyer', now()
from generate_series(1, 600) n;

insert into tax_certificates (id, organisation_id, stage, number, issuing_state, valid_until, recorded_at, recorded_by)
select id, organisation_id, 'on-file', 'E-1', 'TN', current_date + 200, now(),
  'administrator:' || pg_temp.id('person', 10002)
from uploads
where kind = 'tax-certificate';

insert into address_changes (id, person_id, stage, since, asked_at, asked_by, expires_at, old_email, new_email)
select pg_temp.id('change', 1), id, 'open', now(), now(), 'person:' || id, now() + interval '1 day', email,
  'new.' || email
from people
where id = pg_temp.id('person', 1);
