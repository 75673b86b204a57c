-- Why: the console lists everything, the latest first, and goes on from a cursor: none of these may read a whole table.

create index messages_by_age on messages (written_at, id);
create index orders_by_age on orders (placed_at, number);
create index memberships_by_age on memberships (since, person_id);
