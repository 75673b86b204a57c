-- Why: as many people as the organisation may have, each with an application that was confirmed and decided.

create function pg_temp.id(what text, n bigint) returns uuid language sql immutable as $$
  select overlay(overlay(md5(what || '/' || n) placing '4' from 13) placing '8' from 17)::uuid
$$;

create function pg_temp.one_of(n bigint, words text[]) returns text language sql immutable as $$
  select words[1 + n % array_length(words, 1)]
$$;

insert into people (id, email, name)
select pg_temp.id('person', n), lower(first || '.' || last || '.' || n || '@' || town || '.library.example'),
  first || ' ' || last
from generate_series(1, 10004) n
cross join lateral (
  select pg_temp.one_of(n, array['Ada', 'Ben', 'Carla', 'Dmitri', 'Eve', 'Fadumo', 'Georgia', 'Hugo', 'Imani', 'Jun',
      'Karin', 'Leopold', 'Mercedes', 'Nils', 'Oluwaseun', 'Priya', 'Quentin']) as first,
    pg_temp.one_of(n / 7, array['Abernathy', 'Brown', 'Castellanos', 'Dubois', 'Eriksen', 'Feng', 'Goldstein',
      'Hernandez', 'Ivanova', 'Johnson', 'Kowalczyk', 'Lindqvist', 'Montgomery']) as last,
    pg_temp.one_of(n / 3, array['kingsport', 'springfield', 'lakewood', 'fairview', 'georgetown', 'riverside']) as town
) words;

insert into organisations (id, name)
select pg_temp.id('organisation', n), case n
    when 1 then 'Consortium of Public Libraries of the Northern Lakes Region'
    else pg_temp.one_of(n, array['Kingsport', 'Springfield', 'Lakewood', 'Fairview', 'Georgetown', 'Riverside'])
      || ' ' || pg_temp.one_of(n / 6, array['Public Library', 'County Library', 'University Library', 'City Council'])
      || ' ' || n
  end
from generate_series(1, 1200) n;

insert into memberships (person_id, application, stage, name, organisation, role, why, applied_at, since, confirmed_at,
  decided_at, decided_by, wanted)
select people.id, 1, stage, people.name, organisations.name, 'Branch manager',
  'We would like everybody at our desks to stay calm when somebody is not, and to know what to say and do next.',
  at, at + interval '1 day', case when stage <> 'verifying' then at + interval '1 hour' end,
  case when stage in ('active', 'rejected') then at + interval '1 day' end,
  case when stage in ('active', 'rejected') then 'administrator:' || pg_temp.id('person', 10001) end, null
from generate_series(1, 10000) n
join people on people.id = pg_temp.id('person', n)
join organisations on organisations.id = pg_temp.id('organisation', 1 + n % 1200)
cross join lateral (
  select now() - interval '4 hours' * (10000 - n) - interval '2 days' as at,
    case when n = 1 then 'active' when n > 9940 then 'pending' when n % 97 = 0 then 'rejected'
      when n % 89 = 0 then 'verifying' else 'active' end as stage
) applied;

insert into administrators (person_id, since, role)
select pg_temp.id('person', 10000 + n), now() - interval '3 years',
  pg_temp.one_of(n - 1, array['administrator', 'finance', 'host', 'read-only'])
from generate_series(1, 4) n;

insert into submissions (id, token, kind, subject, actor, received_at, settled_at, outcome, answer, stage_before,
  stage_after)
select pg_temp.id('submission/' || kind, row_number() over ()), kind || '/' || person_id, kind,
  'membership:' || person_id, actor, at, at, 'applied', '{}', before, after
from memberships
cross join lateral (
  values ('apply', 'applicant', applied_at, 'none', 'verifying'),
    ('confirm', 'applicant', confirmed_at, 'verifying', 'pending'),
    (case stage when 'active' then 'approve' else 'reject' end, decided_by, decided_at, 'pending', stage)
) done (kind, actor, at, before, after)
where at is not null
order by at;

insert into profiles (person_id, time_zone)
select pg_temp.id('person', n), 'America/Chicago' from generate_series(1, 10000, 3) n;
