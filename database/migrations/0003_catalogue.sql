-- Why: what is sold, at which prices, and what a webinar is. Prices belong to price lists; an order keeps its own.

create table presenters (
  slug text primary key,
  name text not null,
  biography text not null
);

create table series (
  slug text primary key,
  title text not null
);

create table price_lists (
  slug text primary key,
  individual_cents integer not null,
  team_tiers jsonb not null,
  group_showing_cents integer,
  institution_cents integer,
  includes text[] not null,
  constraint price_lists_cents check (
    individual_cents > 0 and group_showing_cents > 0 and institution_cents > 0
  )
);

create table pass_products (
  slug text primary key,
  title text not null,
  price_cents integer not null,
  term_months integer not null,
  opens_presenter text not null references presenters (slug)
);

create table webinars (
  slug text primary key,
  title text not null,
  series text[] not null,
  presenter text not null references presenters (slug),
  price_list text not null references price_lists (slug),
  overview text not null,
  agenda jsonb not null,
  starts_at timestamptz not null,
  time_zone text not null,
  minutes integer not null,
  stage text not null,
  since timestamptz not null,
  revision integer not null default 1,
  published_at timestamptz,
  join_url text,
  join_notes text,
  join_revision integer not null default 0,
  join_details_at timestamptz,
  slides_url text,
  slides_at timestamptz,
  recording_url text,
  recording_minutes integer,
  recording_at timestamptz,
  live_at timestamptz,
  ended_at timestamptz,
  carried_over boolean not null default false,
  constraint webinars_minutes check (minutes between 1 and 1440),
  constraint webinars_stage check (
    stage in ('draft', 'on-sale', 'join-ready', 'live', 'wrap-up', 'recorded', 'archived',
      'postponed', 'cancelling', 'cancelled', 'no-recording')
  )
);

create index webinars_by_start on webinars (starts_at, slug);
