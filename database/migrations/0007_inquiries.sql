-- Why: what people ask, with an owner and a due time, until it is answered or closed. What was written stands in order,
-- so that a question that comes back is read with what was said before.

create sequence inquiry_numbers start 501;

create table inquiries (
  number text primary key,
  person_id uuid not null references people (id),
  name text not null,
  organisation text,
  about text not null,
  stage text not null,
  since timestamptz not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  owner_id uuid references people (id),
  settled_at timestamptz,
  settled_by text,
  constraint inquiries_about check (about in ('group-discount', 'contract', 'invoice', 'trouble', 'other')),
  constraint inquiries_stage check (stage in ('open', 'answered', 'closed'))
);

create index inquiries_by_stage on inquiries (stage, received_at, number);

create table inquiry_texts (
  id uuid primary key,
  inquiry_number text not null references inquiries (number),
  position bigint generated always as identity,
  kind text not null,
  text text not null,
  written_by text not null,
  written_at timestamptz not null,
  -- The order that an answer leads on to.
  order_number text,
  constraint inquiry_texts_kind check (kind in ('question', 'reply', 'answer', 'note'))
);

create index inquiry_texts_in_order on inquiry_texts (inquiry_number, position);
