-- Why: what we ask of Stripe, and what Stripe has told us. Money is booked only on what Stripe says when it is asked anew.

-- The outbox for Stripe: written with the decision, sent by the run of its subject under a key of its own.
create table card_requests (
  id uuid primary key,
  position bigint generated always as identity,
  -- The Idempotency-Key, such as order:2041/checkout/1; it never changes, so that one request has one effect.
  key text not null,
  -- Raised where Stripe keeps a failure of its own as the answer to a key, and nothing had happened.
  key_version integer not null default 1,
  kind text not null,
  subject text not null,
  order_number text references orders (number),
  cents integer,
  -- The payment that is given back.
  payment_id uuid,
  -- Ids, cents, enums and instants that the request is made of.
  facts jsonb not null default '{}',
  wanted_at timestamptz not null,
  state text not null default 'wanted',
  -- What came of it at Stripe: a session, a refund, a payment intent.
  stripe_id text,
  -- Stripe's own code where it refused.
  error_code text,
  settled_at timestamptz,
  constraint card_requests_one_per_key unique (key),
  constraint card_requests_kind check (kind in ('checkout', 'expire', 'refund', 'charge', 'detach')),
  constraint card_requests_cents check (cents > 0),
  constraint card_requests_state check (state in ('wanted', 'done', 'failed', 'dropped'))
);

create index card_requests_wanted on card_requests (subject) where state = 'wanted';
create index card_requests_by_order on card_requests (order_number);

-- Stripe's hosted page for one order, at most one open at a time.
create table card_checkouts (
  session text primary key,
  request_id uuid not null references card_requests (id),
  order_number text not null references orders (number),
  cents integer not null,
  url text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'open',
  -- Where nothing is heard of it: how often it was asked for, and when it is asked for next.
  polls integer not null default 0,
  next_poll_at timestamptz,
  constraint card_checkouts_one_per_request unique (request_id),
  constraint card_checkouts_state check (state in ('open', 'complete', 'expired'))
);

create index card_checkouts_by_order on card_checkouts (order_number);
create index card_checkouts_to_poll on card_checkouts (next_poll_at) where next_poll_at is not null;

-- A card payment that succeeded; its id is derived from the payment intent's.
create table card_payments (
  id uuid primary key,
  payment_intent text not null,
  charge text,
  order_number text not null references orders (number),
  cents integer not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint card_payments_one_per_intent unique (payment_intent),
  constraint card_payments_one_per_charge unique (charge),
  constraint card_payments_cents check (cents > 0)
);

create index card_payments_by_order on card_payments (order_number);

create table card_refunds (
  refund text primary key,
  payment_id uuid not null references card_payments (id),
  request_id uuid references card_requests (id),
  cents integer not null,
  -- For what was bought, or of credit that was too much.
  purpose text not null,
  state text not null,
  recorded_at timestamptz not null,
  constraint card_refunds_one_per_request unique (request_id),
  constraint card_refunds_purpose check (purpose in ('bought', 'credit')),
  constraint card_refunds_state check (state in ('pending', 'succeeded', 'failed')),
  constraint card_refunds_cents check (cents > 0)
);

create index card_refunds_by_payment on card_refunds (payment_id);

create table card_disputes (
  dispute text primary key,
  payment_id uuid not null references card_payments (id),
  cents integer not null,
  reason text not null,
  state text not null,
  recorded_at timestamptz not null,
  settled_at timestamptz,
  constraint card_disputes_state check (state in ('open', 'won', 'lost')),
  constraint card_disputes_cents check (cents > 0)
);

create index card_disputes_by_payment on card_disputes (payment_id);

-- The buyer agreed that the card is kept for renewals of the pass.
alter table orders add column saves_card boolean not null default false;

-- A card at Stripe by which a pass is renewed, with the holder's consent; its number never reaches us.
create table saved_cards (
  pass_number text primary key references passes (number),
  customer text not null,
  payment_method text not null,
  consented_at timestamptz not null,
  withdrawn_at timestamptz,
  -- The term after which it is charged, and how much, as its holder was told a month before.
  announced_term integer,
  announced_cents integer,
  announced_at timestamptz
);
