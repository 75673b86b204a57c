-- Why: everything that anybody sends is first one row here, so that nothing is lost, a double click is one row, and
-- who asked what, when and with which outcome is the audit trail. The clock's own steps are rows too, settled at birth.

create table people (
  id uuid primary key,
  email text not null,
  email_key text generated always as (lower(email)) stored,
  name text,
  address_refused_at timestamptz,
  constraint people_one_per_address unique (email_key)
);

create table submissions (
  id uuid primary key,
  position bigint generated always as identity,
  token text not null,
  kind text not null,
  subject text not null,
  actor text not null,
  origin text,
  facts jsonb not null default '{}',
  body jsonb not null default '{}',
  received_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  settled_at timestamptz,
  outcome text,
  answer jsonb,
  stage_before text,
  stage_after text,
  constraint submissions_one_per_token unique (token),
  constraint submissions_settled_with_outcome check (
    (settled_at is null) = (outcome is null) and outcome in ('applied', 'refused')
  )
);

create index submissions_unsettled on submissions (subject, position) where settled_at is null;
create index submissions_left_behind on submissions (origin) where settled_at is null;
create index submissions_by_subject on submissions (subject, position);

create table administrators (
  person_id uuid primary key references people (id),
  since timestamptz not null,
  until timestamptz
);

create table trusted_domains (
  domain text primary key,
  trusted_by text not null,
  trusted_at timestamptz not null
);

create table messages (
  id uuid primary key,
  position bigint generated always as identity,
  key text not null,
  kind text not null,
  subject text not null,
  -- Whose run sends it; null is the subject's own.
  sent_by text,
  person_id uuid not null references people (id),
  data jsonb not null default '{}',
  -- The submission that brought it about, as documents name theirs; what was issued with it goes along.
  step text,
  written_at timestamptz not null,
  send_at timestamptz not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  unknown_outcomes integer not null default 0,
  smtp_code integer,
  settled_at timestamptz,
  sent_to text,
  sent_subject text,
  sent_text text,
  constraint messages_one_per_key unique (key),
  constraint messages_state check (
    state in ('waiting', 'sending', 'sent', 'refused', 'expired', 'unknown', 'dropped')
  )
);

create index messages_unsent on messages (coalesce(sent_by, subject)) where state in ('waiting', 'sending');
create index messages_by_subject on messages (subject, written_at);
create index messages_by_person on messages (person_id, written_at);

create table tasks (
  id uuid primary key,
  key text not null,
  kind text not null,
  subject text not null,
  facts jsonb not null default '{}',
  opened_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  constraint tasks_one_per_key unique (key)
);

create index tasks_open on tasks (opened_at, id) where closed_at is null;
create index tasks_by_subject on tasks (subject);

-- The id of the person with an address: the one that is known, else a new one. Two at once get the same.
create function known_person(new_id uuid, address text) returns uuid
language sql volatile as $$
  insert into people (id, email) values (new_id, address)
  on conflict (email_key) do update set email = people.email
  returning id
$$;
