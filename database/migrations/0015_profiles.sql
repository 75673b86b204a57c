-- Why: a person has a profile of their own (the name on certificates, a time zone, which mail is wanted), and may come to
-- have another e-mail address: only when both the old and the new one have said so, within a day. What a person has is
-- by the person's id, so nothing else moves.

create table profiles (
  person_id uuid primary key references people (id),
  -- Null is the name by which we know the person.
  certificate_name text,
  -- Null is the zone of the webinar.
  time_zone text,
  unwanted_mail text[] not null default '{}',
  constraint profiles_unwanted_mail check (
    unwanted_mail <@ array['reminder-24-hours', 'reminder-1-hour', 'recording-news']
  )
);

-- What was asked for and what became of it; the id is that of the submission that asked.
create table address_changes (
  id uuid primary key,
  person_id uuid not null references people (id),
  stage text not null,
  since timestamptz not null,
  asked_at timestamptz not null,
  asked_by text not null,
  expires_at timestamptz not null,
  old_email text not null,
  new_email text not null,
  old_proven_at timestamptz,
  new_proven_at timestamptz,
  settled_by text,
  constraint address_changes_stage check (
    stage in ('open', 'changed', 'withdrawn', 'expired', 'replaced')
  ),
  constraint address_changes_changed_when_both_proven check (
    stage <> 'changed' or (old_proven_at is not null and new_proven_at is not null)
  )
);

create index address_changes_by_person on address_changes (person_id, asked_at);
create unique index address_changes_one_open on address_changes (person_id) where stage = 'open';

-- Why a mail was never sent: a newer fact made it wrong, or its reader does not want its kind.
alter table messages add column dropped_because text;
alter table messages add constraint messages_dropped_because check (
  dropped_because is null or (dropped_because in ('outdated', 'unwanted') and state = 'dropped')
);
