-- Why: everything that was mailed: about memberships and orders, and to everybody with a place in a webinar.

create temporary table letters as
select 'membership-approved' as kind, 'membership:' || person_id as subject, null as mailing, person_id,
  decided_at as at, 'Welcome: you are a member now' as title
from memberships
where stage = 'active'
union all
select kind, 'order:' || number, null, buyer_id, at, 'Your order ' || number || ': ' || kind
from orders
cross join lateral (
  values ('order-received', placed_at), ('invoice', case when pays_by <> 'card' then accepted_at end),
    ('payment-received', paid_at), ('reminder', case when stage in ('overdue', 'on-hold') then since end)
) told (kind, at)
where at is not null
union all
select distinct kind, 'webinar:' || slug, 'mailing:' || slug || '/' || kind || '/1', person_id, at, title || ': ' || kind
from webinars
join registrations on webinar = slug
cross join lateral (
  values ('join-details', join_details_at), ('reminder-24-hours', starts_at - interval '1 day'),
    ('reminder-1-hour', starts_at - interval '1 hour'), ('recording-published', recording_at)
) told (kind, at)
where at < now();

insert into messages (id, key, kind, subject, person_id, mailing, written_at, send_at, state, attempts, settled_at, sent_to,
  sent_subject, sent_text, smtp_code)
select pg_temp.id('message', row_number() over ()), kind || '/' || person_id || '/' || subject || '/1', kind, subject,
  person_id, mailing, at, at, state, 1, at + interval '3 seconds', email, title, repeat('Good morning, this is what we '
  || 'would like you to know, and what you can do about it. ', 8), case state when 'refused' then 550 end
from (select letters.*, row_number() over (order by at) % 400 as nth from letters order by at) letters
join people on people.id = person_id
cross join lateral (select case nth when 0 then 'refused' when 1 then 'dropped' else 'sent' end as state) fate;

insert into mailings (subject, webinar, kind, revision, begun_at, recipients, batches, passes, wrote_at, written_at)
select mailing, split_part(substr(subject, 9), '/', 1), kind, 1, min(written_at), count(*), 1, 1, max(written_at),
  max(written_at)
from messages
where mailing is not null
group by mailing, subject, kind;
