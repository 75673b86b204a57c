-- Why: a webhook may never arrive, and books may differ from Stripe's. Every night both lists of Stripe are gone through,
-- and this is how far that has come: the next one begins where the last one that ended had begun.

create table reconciliations (
  id uuid primary key,
  -- What Stripe has recorded since then is compared.
  from_at timestamptz not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  events_seen integer not null default 0,
  -- Of these, what no webhook had brought.
  events_stored integer not null default 0,
  intents_seen integer not null default 0,
  differences integer not null default 0
);

create index reconciliations_by_beginning on reconciliations (began_at, id);
