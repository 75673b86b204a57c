-- Why: a quote is an order that nobody owes for yet; its prices are held until a date, and somebody may accept them.

alter table orders
  -- The last date on which the prices of the quote are held, in the organisation's zone.
  add column quoted_until date,
  -- Raised when the quote is written anew: other seats, another price, another address.
  add column quote_version integer not null default 1,
  add column quote_accepted_at timestamptz,
  add column quote_accepted_by text,
  -- Which administrator agreed on another price than the list's.
  add column price_agreed_by text,
  add constraint orders_quoted_until check (pays_by <> 'quote' or quoted_until is not null);
