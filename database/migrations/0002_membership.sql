-- Why: one row a person who ever applied; a new application after an earlier end takes the row over and counts up.

create table memberships (
  person_id uuid primary key references people (id),
  application integer not null,
  stage text not null,
  name text not null,
  organisation text not null,
  role text not null,
  why text not null,
  wanted text,
  applied_at timestamptz not null,
  since timestamptz not null,
  confirmed_at timestamptz,
  question text,
  answer text,
  decided_at timestamptz,
  decided_by text,
  reason text,
  may_reapply_on date,
  carried_over boolean not null default false,
  constraint memberships_stage check (
    stage in ('verifying', 'pending', 'information-requested', 'active', 'rejected', 'expired', 'withdrawn')
  )
);

create index memberships_by_stage on memberships (stage, since, person_id);

create table earlier_decisions (
  person_id uuid not null references people (id),
  application integer not null,
  stage text not null,
  decided_at timestamptz,
  decided_by text,
  reason text,
  may_reapply_on date,
  constraint earlier_decisions_key primary key (person_id, application)
);
