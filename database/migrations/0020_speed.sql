-- Why: with ten thousand members and years of mail, lists and searches look at what they show, not at everything.

-- What people are looked for by, in lower case, so that each search compares letters alone.
alter table people
  add column search_key text generated always as (lower(coalesce(name, '') || ' ' || email)) stored;
alter table memberships
  add column search_key text generated always as (lower(name || ' ' || organisation)) stored;

-- What one administrator did, and what was done about roles.
create index submissions_by_administrator on submissions (actor, position)
  where actor like 'administrator:%';
create index submissions_about_roles on submissions (position)
  where kind in ('addAdministrator', 'changeRole', 'removeAdministrator');

-- The checks of a deposit, as its slip has them.
create index submissions_of_slips on submissions (origin) where kind = 'recordCheck';

-- Mail that was not simply sent.
create index messages_by_fate on messages (state, written_at, id) where state <> 'sent';
