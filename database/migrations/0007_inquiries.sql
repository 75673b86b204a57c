-- Why: what people ask, with an owner and a due time, until it is answered or closed.

create sequence inquiry_numbers start 501;

create table inquiries (
  number text primary key,
  person_id uuid not null references people (id),
  name text not null,
  organisation text,
  about text not null,
  text text not null,
  stage text not null,
  since timestamptz not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  owner text,
  answer text,
  answered_at timestamptz,
  answered_by text,
  closed_at timestamptz,
  link_version integer not null default 1,
  constraint inquiries_about check (about in ('group-discount', 'contract', 'invoice', 'trouble', 'other')),
  constraint inquiries_stage check (stage in ('open', 'answered', 'closed'))
);

create index inquiries_by_stage on inquiries (stage, received_at, number);
