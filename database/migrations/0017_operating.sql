-- Why: a trace goes on when what was sent is delivered later, by another process; and a mailing can be slowed down while
-- it runs, because the mail server asks for it.

-- W3C’s traceparent of the request that brought it; null where nobody traces.
alter table submissions add column trace text;

alter table mailings
  -- Null is as many as the mail server takes.
  add column mails_a_minute integer,
  add column next_batch_at timestamptz,
  add constraint mailings_rate check (mails_a_minute > 0);
