-- Why: a stack of checks goes to the bank with one slip; what the bank credits must be found again as what was entered.

create sequence deposit_numbers start 1;

create table deposits (
  id uuid primary key,
  -- As it is called on the slip.
  number text not null unique default nextval('deposit_numbers')::text,
  position bigint generated always as identity,
  banked_on date not null,
  -- What the slip says; what stands of it later is the sum of its checks.
  total_cents integer not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint deposits_total check (total_cents > 0)
);

create index deposits_by_date on deposits (banked_on, id);

alter table checks add deposit_id uuid references deposits (id);

create index checks_by_deposit on checks (deposit_id) where deposit_id is not null;
