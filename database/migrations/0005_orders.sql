-- Why: orders, their money and their seats. Money is an append-only ledger in cents; every balance is derived.

create sequence order_numbers start 2041;

create table organisations (
  id uuid primary key,
  name text not null,
  name_key text generated always as (lower(regexp_replace(trim(name), '\s+', ' ', 'g'))) stored,
  constraint organisations_one_per_name unique (name_key)
);

create table orders (
  number text primary key,
  buyer_id uuid not null references people (id),
  buyer_name text,
  organisation_id uuid references organisations (id),
  -- Whoever gets the invoice, which may not be the buyer.
  bill_to jsonb not null,
  bill_to_id uuid not null references people (id),
  product text not null,
  webinar text references webinars (slug),
  pass_product text references pass_products (slug),
  -- The pass that a pass order makes or renews, or the one whose holder registers free.
  pass_number text,
  -- What the pass was told last: that its term is paid, or that it is not any more.
  pass_term text,
  seats integer,
  -- Seats that the organisation had for the webinar before, which count towards the tier.
  seats_reached integer not null default 0,
  access text not null,
  shared_address_id uuid references people (id),
  pays_by text not null,
  purchase_order_number text,
  check_expected_on date,
  -- Days from the invoice to its due date.
  terms_days integer not null default 30,
  -- The prices that the order was placed at; null for a pass.
  price_list jsonb,
  lines jsonb not null,
  total_cents integer not null,
  stage text not null,
  since timestamptz not null,
  placed_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  declined_at timestamptz,
  declined_reason text,
  released_at timestamptz,
  released_by text,
  released_reason text,
  hold_at timestamptz,
  -- Recordings are suspended then, because a payment was reversed.
  suspends_at timestamptz,
  recordings_suspended_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  cancelled_reason text,
  written_off_at timestamptz,
  written_off_reason text,
  paid_at timestamptz,
  -- Hosting by hand in the institution's own account: asked for when the recording opens, done when somebody says so.
  hosting_due_at timestamptz,
  hosted_at timestamptz,
  hosting_notes text,
  due_on date,
  -- The ladder of reminders counts from the due date or from here, whichever is later.
  dunning_from date,
  -- Steps of the ladder that were over by then are not taken.
  dunning_began_at timestamptz,
  link_version integer not null default 1,
  carried_over boolean not null default false,
  constraint orders_product check (product in ('individual', 'team', 'group-showing', 'institution', 'pass')),
  constraint orders_for_one_thing check ((webinar is null) <> (pass_product is null)),
  constraint orders_access check (access in ('roster', 'shared-login', 'niche-academy')),
  constraint orders_shared_address check ((access = 'roster') = (shared_address_id is null)),
  constraint orders_pays_by check (pays_by in ('purchase-order', 'invoice', 'free', 'card', 'saved-card', 'quote')),
  constraint orders_stage check (
    stage in ('quoted', 'quote-expired', 'awaiting-card', 'expired', 'po-submitted', 'po-declined', 'invoiced',
      'part-paid', 'overdue', 'on-hold', 'paid', 'part-refunded', 'refunded', 'disputed', 'written-off', 'cancelled')
  ),
  constraint orders_total check (total_cents >= 0)
);

create index orders_by_stage on orders (stage, placed_at, number);
create index orders_in_order on orders ((number::bigint));
create index orders_by_organisation on orders (organisation_id, webinar);
create index orders_by_buyer on orders (buyer_id);

create table ledger_entries (
  id uuid primary key,
  order_number text not null references orders (number),
  position bigint generated always as identity,
  kind text not null,
  cents integer not null,
  -- The check or card payment that it came from; null for charges and the like.
  payment_id uuid,
  submission text not null,
  at timestamptz not null,
  constraint ledger_entries_cents check (cents >= 0),
  constraint ledger_entries_kind check (
    kind in ('charge', 'fee', 'credit-note', 'payment', 'reversal', 'credit-in', 'credit-out', 'refund',
      'refund-returned', 'write-off', 'reinstatement')
  )
);

create index ledger_entries_by_order on ledger_entries (order_number, position);
create index ledger_entries_in_order on ledger_entries (position);

-- Numbers without gap come from this row, in the statement that writes the invoice.
create table invoice_counter (
  only_row boolean primary key default true check (only_row),
  last_number integer not null
);
insert into invoice_counter (last_number) values (1000);

create table invoices (
  number integer primary key,
  -- The number that it had before it was carried over; people know it by that.
  former_number text,
  order_number text not null references orders (number),
  version integer not null,
  issued_at timestamptz not null,
  due_on date not null,
  terms_days integer not null,
  purchase_order_number text,
  bill_to jsonb not null,
  lines jsonb not null,
  total_cents integer not null,
  voided_at timestamptz,
  void_reason text,
  constraint invoices_one_version unique (order_number, version)
);

create unique index invoices_one_valid on invoices (order_number) where voided_at is null;

create table checks (
  id uuid primary key,
  payer text not null,
  payer_key text generated always as (lower(trim(payer))) stored,
  number text not null,
  cents integer not null,
  received_on date not null,
  memo text,
  -- Whose credit the rest becomes: `organisation:<id>` or `person:<id>`; null while nobody is known.
  credit_holder text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  reversed_at timestamptz,
  reversed_by text,
  reversal_reason text,
  constraint checks_cents check (cents > 0),
  constraint checks_reversal check (reversal_reason in ('bounced', 'typed-wrongly'))
);

create unique index checks_recorded_once on checks (payer_key, number, cents) where reversed_at is null;
create index checks_by_date on checks (received_on, id);

create table check_allocations (
  id uuid primary key,
  position bigint generated always as identity,
  check_id uuid not null references checks (id),
  order_number text not null references orders (number),
  cents integer not null,
  allocated_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  constraint check_allocations_cents check (cents > 0),
  constraint check_allocations_ended check (
    (ended_at is null) = (ended_because is null) and ended_because in ('moved', 'bounced', 'typed-wrongly')
  )
);

create index check_allocations_by_check on check_allocations (check_id, position);
create index check_allocations_by_order on check_allocations (order_number);

-- The guard of a holder's credit: a rule over the sum holds only where the version that was read still stands.
create table credit_accounts (
  holder text primary key,
  version integer not null default 0
);

create table credit_entries (
  id uuid primary key,
  holder text not null references credit_accounts (holder),
  position bigint generated always as identity,
  kind text not null,
  cents integer not null,
  -- The check or card payment that it came from.
  payment_id uuid,
  order_number text,
  submission text not null,
  at timestamptz not null,
  constraint credit_entries_kind check (kind in ('from-check', 'from-order', 'to-order', 'paid-out', 'taken-back')),
  constraint credit_entries_cents check (cents >= 0)
);

create index credit_entries_by_holder on credit_entries (holder, position);
create index credit_entries_in_order on credit_entries (position);

create table seats (
  id uuid primary key,
  order_number text not null references orders (number),
  position integer not null,
  person_id uuid references people (id),
  -- Who had the seat before.
  former_person_id uuid references people (id),
  named_at timestamptz,
  -- Raised when the seat goes to somebody else, so that the old link dies.
  link_version integer not null default 1,
  constraint seats_position unique (order_number, position)
);

create index seats_by_person on seats (person_id);
