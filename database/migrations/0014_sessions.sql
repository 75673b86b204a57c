-- Why: people sign in by a mail to their address, without a password. Of every link, code and cookie only a hash is
-- kept, so that whoever reads these tables can sign in as nobody. What is used up or over stays as its own record.

alter table administrators add column role text not null default 'administrator';
alter table administrators add constraint administrators_role check (
  role in ('administrator', 'finance', 'host', 'read-only')
);

create table sign_in_requests (
  id uuid primary key,
  -- Of the form that asked, so that a double click is one request.
  form_hash text not null,
  email text not null,
  -- Null where nobody is known by the address: the page does not tell.
  person_id uuid references people (id),
  browser_hash text not null,
  next text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- Of the mail that was sent last; null until then.
  token_hash text,
  code_hash text,
  wrong_codes integer not null default 0,
  used_at timestamptz,
  constraint sign_in_requests_one_per_form unique (form_hash),
  constraint sign_in_requests_one_per_token unique (token_hash)
);

create index sign_in_requests_by_browser on sign_in_requests (browser_hash);
create index sign_in_requests_by_age on sign_in_requests (asked_at);

-- How often an address or a network asked of late. A row counts, so that twenty at once are twenty.
create table sign_in_counts (
  key text primary key,
  since timestamptz not null,
  asked integer not null
);

create table sessions (
  id uuid primary key,
  token_hash text not null,
  person_id uuid not null references people (id),
  made_at timestamptz not null,
  -- By a mail, or by the link that is printed for the first administrator.
  made_by text not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_agent text not null,
  -- When a passkey or an authenticator was last shown.
  proven_at timestamptz,
  wrong_proofs integer not null default 0,
  -- What a passkey is asked to sign, until it did.
  challenge text,
  challenged_at timestamptz,
  constraint sessions_one_per_token unique (token_hash),
  constraint sessions_made_by check (made_by in ('mail', 'first-link'))
);

create index sessions_by_person on sessions (person_id, made_at);
create unique index sessions_one_by_first_link on sessions (made_by) where made_by = 'first-link';

-- What an administrator shows beside the mail: a passkey, an authenticator app, or a code kept on paper for a bad day.
create table factors (
  id uuid primary key,
  person_id uuid not null references people (id),
  kind text not null,
  name text not null,
  added_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz,
  credential_id text,
  public_key bytea,
  counter bigint,
  transports text[],
  -- Of an authenticator, sealed with the key that only the processes have.
  secret text,
  -- The last half minute whose code was taken: no code works twice.
  last_step bigint,
  code_hash text,
  constraint factors_kind check (kind in ('passkey', 'authenticator', 'recovery-code')),
  constraint factors_one_per_credential unique (credential_id)
);

create index factors_by_person on factors (person_id) where removed_at is null;
