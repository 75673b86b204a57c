-- Why: quotes, invoices, receipts and the like are promises on paper. What one shows is fixed with the decision; once
-- rendered its bytes never change.

create table documents (
  id uuid primary key,
  position bigint generated always as identity,
  kind text not null,
  -- As it is called on paper; once a kind, so that no decision makes two.
  number text not null,
  -- Whose run renders it.
  subject text not null,
  order_number text references orders (number),
  -- The submission that brought it about, or the clock's step.
  step text not null,
  -- What it shows beside rows that never change.
  data jsonb not null,
  issued_at timestamptz not null,
  rendered_at timestamptz,
  file_name text,
  bytes bytea,
  sha256 text,
  constraint documents_one_per_number unique (kind, number),
  constraint documents_kind check (
    kind in ('quote', 'invoice', 'credit-note', 'statement', 'receipt', 'refund-note', 'deposit-slip')
  ),
  constraint documents_rendered check (
    (bytes is null) = (rendered_at is null) and (bytes is null) = (sha256 is null) and (bytes is null) = (file_name is null)
  )
);

create index documents_to_render on documents (subject) where bytes is null;
create index documents_by_order on documents (order_number, position);
create index documents_by_step on documents (step);

-- What takes an invoice back; like invoices they are numbered without gap.
create table credit_notes (
  number integer primary key,
  invoice_number integer not null references invoices (number),
  issued_at timestamptz not null,
  constraint credit_notes_one_per_invoice unique (invoice_number)
);

create table credit_note_counter (
  last_number integer not null
);
insert into credit_note_counter values (1000);

create sequence statement_numbers start 1001;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: what was issued never changes', tg_op, tg_table_name;
end
$$;

create trigger documents_never_change
before update on documents
for each row when (old.bytes is not null) execute function refuse_change();

create trigger documents_stay
before delete on documents
for each row execute function refuse_change();

create trigger invoices_never_change
before update on invoices
for each row when (
  old.voided_at is not null
  or to_jsonb(old) - '{voided_at,void_reason}'::text[] <> to_jsonb(new) - '{voided_at,void_reason}'::text[]
) execute function refuse_change();

create trigger invoices_stay
before delete on invoices
for each row execute function refuse_change();

create trigger credit_notes_never_change
before update or delete on credit_notes
for each row execute function refuse_change();
