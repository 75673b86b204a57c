-- Why: what a passkey is asked to sign follows from its session and when that was last proven, so nothing of it is kept.

alter table sessions drop column challenge;
alter table sessions drop column challenged_at;
