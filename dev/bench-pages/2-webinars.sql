-- Why: three years of webinars, most of them over, some on sale, a few still drafts.

insert into presenters (slug, name, biography)
select 'presenter-' || n, pg_temp.one_of(n, array['Ryan Dowd', 'Wanda Weaver', 'Theo Thornton', 'Mina Mendez']),
  repeat('Has worked with people in crisis for twenty years, and trains the staff of libraries. ', 4)
from generate_series(1, 4) n;

insert into series (slug, title)
select 'series-' || n, 'Series ' || n || ' on working with the public' from generate_series(1, 8) n;

insert into price_lists (slug, individual_cents, team_tiers, group_showing_cents, institution_cents, includes)
select 'list-' || n, 4900 + n * 1000,
  '[{"minimumSeats": 3, "seatCents": 3900}, {"minimumSeats": 10, "seatCents": 2900}]', 29900, 99900,
  array['recording', 'slides', 'certificate', 'forum']
from generate_series(1, 3) n;

insert into pass_products (slug, title, price_cents, term_months, opens_presenter)
values ('pass', 'Pass for every webinar of a presenter', 69900, 12, 'presenter-1');

insert into webinars (slug, title, series, presenter, price_list, overview, agenda, starts_at, time_zone, minutes, stage,
  since, published_at, join_url, join_notes, join_revision, join_details_at, slides_url, slides_at, recording_url,
  recording_minutes, recording_at, live_at, ended_at)
select 'webinar-' || n,
  pg_temp.one_of(n, array['Calm Desks in Busy Libraries', 'Ten Ways to De-escalate', 'Listening to Patrons in Crisis',
    'Setting Limits with Empathy', 'Working with Teenagers after School', 'When Somebody Has Been Drinking'])
    || ', Part ' || n,
  array['series-' || 1 + n % 8], 'presenter-' || 1 + n % 4, 'list-' || 1 + n % 3,
  repeat('What helps when a conversation gets loud, what does not, and why. With examples from real desks, words to '
    || 'say, and time for what you have met yourself. ', 4),
  '["Welcome", "What happens in a brain under stress", "Words that help", "Words that do not", "Practice", "Questions"]',
  starts_at, 'America/New_York', 90, stage, starts_at - interval '60 days', starts_at - interval '60 days',
  case when stage not in ('draft', 'on-sale') then 'https://meet.example/' || n end, 'Please come ten minutes early.', 1,
  case when stage not in ('draft', 'on-sale') then starts_at - interval '7 days' end,
  case when is_over then 'https://files.example/slides/' || n end, case when is_over then starts_at + interval '1 day' end,
  case when stage = 'recorded' then 'https://video.example/' || n end, case when stage = 'recorded' then 88 end,
  case when stage = 'recorded' then starts_at + interval '2 days' end, case when is_over then starts_at end,
  case when is_over then starts_at + interval '90 minutes' end
from generate_series(1, 200) n
cross join lateral (
  select date_trunc('hour', now()) + interval '6 days' * (n - 160) + interval '5 hours' as starts_at,
    case when n <= 157 then 'recorded' when n <= 159 then 'wrap-up' when n <= 162 then 'join-ready' when n <= 192
      then 'on-sale' else 'draft' end as stage, n <= 159 as is_over
) placed;
