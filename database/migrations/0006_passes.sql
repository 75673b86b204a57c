-- Why: a pass is one person's (or an organisation's) way into everything of one presenter, for a term at a time.

create sequence pass_numbers start 301;

create table passes (
  number text primary key,
  product text not null references pass_products (slug),
  holder_id uuid not null references people (id),
  organisation_id uuid references organisations (id),
  -- The term that runs, or that ran last; null until the first is paid.
  term integer,
  stage text not null,
  since timestamptz not null,
  -- What should have been reminded of before is not made up for: the stage was another, or the pass suspended.
  reminds_since timestamptz not null,
  cancels_at_end boolean not null default false,
  suspended_at timestamptz,
  suspended_by text,
  link_version integer not null default 1,
  carried_over boolean not null default false,
  constraint passes_stage check (
    stage in ('pending-payment', 'active', 'renewal-open', 'renewed', 'grace', 'lapsed', 'reinstated', 'ended')
  )
);

create index passes_by_number on passes (length(number), number);
create index passes_by_holder on passes (holder_id);

-- What was bought, a row a payment. A term that was taken back stays, so that it can be restored.
create table pass_terms (
  pass_number text not null references passes (number),
  term integer not null,
  starts_on date not null,
  ends_on date not null,
  -- The order that paid for it; null where the term was carried over.
  order_number text references orders (number),
  taken_back_at timestamptz,
  constraint pass_terms_key primary key (pass_number, term),
  constraint pass_terms_paid_once unique (order_number),
  constraint pass_terms_dates check (starts_on <= ends_on)
);
