-- Why: who may enter what. Each grant has its source and is taken back alone; a person may enter while any is live.

create table grants (
  id uuid primary key,
  person_id uuid not null references people (id),
  -- One webinar, or everything of a presenter while a pass is valid.
  webinar text references webinars (slug),
  presenter text references presenters (slug),
  opens text not null,
  -- The subject that gave it: order:2041, pass:31, or the carry-over.
  source text not null,
  seat_id uuid,
  granted_at timestamptz not null,
  valid_until timestamptz,
  suspended_at timestamptz,
  ended_at timestamptz,
  constraint grants_one_per_source unique nulls not distinct (source, person_id, seat_id, webinar, presenter, opens),
  constraint grants_for_one_thing check ((webinar is null) <> (presenter is null)),
  constraint grants_opens check (opens in ('live', 'recording'))
);

create index grants_by_webinar on grants (webinar, person_id) where ended_at is null;
create index grants_by_person on grants (person_id) where ended_at is null;
create index grants_by_seat on grants (seat_id);

-- A registration: one person's place in one webinar, and what it opens now.
create view registrations as
  select webinar, person_id,
    bool_or(opens = 'live' and suspended_at is null) as can_attend,
    bool_or(opens = 'recording' and suspended_at is null) as can_watch,
    min(granted_at) as registered_at
  from grants
  where webinar is not null and ended_at is null
  group by webinar, person_id;

-- Mail of a mailing is sent by its batches, not by the subject's run.
alter table messages add column mailing text;
create index messages_of_mailing on messages (mailing, person_id) where mailing is not null;
create index messages_of_mailing_unsent on messages (mailing, send_at)
  where mailing is not null and state in ('waiting', 'sending');

-- A milestone is mailed in batches by person; the row says how far that has come.
create table mailings (
  subject text primary key,
  webinar text not null references webinars (slug),
  kind text not null,
  revision integer not null,
  begun_at timestamptz not null,
  paused_at timestamptz,
  last_person_id uuid,
  recipients integer not null default 0,
  batches integer not null default 0,
  passes integer not null default 0,
  -- When the last batch was written, and when the very last one.
  wrote_at timestamptz not null,
  written_at timestamptz,
  constraint mailings_one_per_milestone unique (webinar, kind, revision)
);
