-- Which attempt has taken a mail up: one whose answer was lost, and that is made anew, is no other one.
alter table messages add column taken_by uuid;
