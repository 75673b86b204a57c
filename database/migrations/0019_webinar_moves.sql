-- Why: a webinar can be put on another date, put off, or cancelled; people are told why, and the money of each order is
-- settled the way that was decided.

alter table webinars
  -- The start that people knew before the last move, and when that was.
  add column former_starts_at timestamptz,
  add column moved_at timestamptz,
  add column change_reason text,
  -- How a cancellation settles what was paid.
  add column remedy text,
  -- Where it stood when it was cancelled, for as long as that can be undone.
  add column stage_before text,
  add column settling_at timestamptz,
  -- How often it was looked whether all orders are settled.
  add column looks integer not null default 0,
  add constraint webinars_remedy check (remedy in ('refund', 'credit', 'hold'));
