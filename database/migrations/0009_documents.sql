-- Why: quotes, invoices, receipts and the like are promises on paper. What one shows is fixed with the decision; once
-- rendered its bytes never change.

create table documents (
  id uuid primary key,
  position bigint generated always as identity,
  -- What it is of, such as invoice/1001; once a key, so that no decision makes two.
  key text not null,
  kind text not null,
  -- As it is called on paper.
  number text not null,
  -- Whose run renders it.
  subject text not null,
  order_number text references orders (number),
  -- All that it shows, beside the organisation's own data.
  data jsonb not null,
  issued_at timestamptz not null,
  rendered_at timestamptz,
  file_name text,
  bytes bytea,
  sha256 text,
  constraint documents_one_per_key unique (key),
  constraint documents_kind check (
    kind in ('quote', 'invoice', 'credit-note', 'statement', 'receipt', 'refund-note', 'deposit-slip')
  ),
  constraint documents_rendered check (
    (bytes is null) = (rendered_at is null) and (bytes is null) = (sha256 is null) and (bytes is null) = (file_name is null)
  )
);

create index documents_to_render on documents (subject) where bytes is null;
create index documents_by_order on documents (order_number, position);
