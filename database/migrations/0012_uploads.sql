-- Why: a purchase order and a certificate of exemption from sales tax come as files. What was sent is kept as it came,
-- with the submission that brought it; bytes never enter a history. A certificate is in force until its day is over.

create table uploads (
  -- The submission that brought it.
  id uuid primary key,
  kind text not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  bytes bytea not null,
  sha256 text not null,
  order_number text references orders (number),
  organisation_id uuid references organisations (id),
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  constraint uploads_kind check (kind in ('purchase-order', 'tax-certificate')),
  constraint uploads_for_whom check (
    case kind when 'purchase-order' then order_number is not null else organisation_id is not null end
  ),
  constraint uploads_media_type check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  constraint uploads_size check (size = octet_length(bytes) and size between 1 and 3000000)
);

create index uploads_by_order on uploads (order_number, uploaded_at);

create trigger uploads_never_change
before update or delete on uploads
for each row execute function refuse_change();

create table tax_certificates (
  id uuid primary key references uploads (id),
  organisation_id uuid not null references organisations (id),
  -- The order with which its buyer sent it; null where an administrator recorded it.
  order_number text references orders (number),
  stage text not null,
  -- As the certificate says it: its number, and which state gave it.
  number text,
  issuing_state text,
  valid_until date,
  sent_at timestamptz,
  recorded_at timestamptz,
  recorded_by text,
  refused_at timestamptz,
  refused_by text,
  refused_reason text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  constraint tax_certificates_stage check (
    case stage
      when 'sent' then sent_at is not null and recorded_at is null and refused_at is null
      when 'on-file' then recorded_at is not null and withdrawn_at is null
      when 'refused' then refused_at is not null and recorded_at is null
      when 'withdrawn' then recorded_at is not null and withdrawn_at is not null
      else false
    end
  ),
  constraint tax_certificates_valid_until check ((valid_until is null) = (recorded_at is null))
);

create index tax_certificates_by_organisation on tax_certificates (organisation_id, valid_until);
create index tax_certificates_by_end on tax_certificates (valid_until) where stage = 'on-file';

-- The certificate by which an organisation is exempt on a day, {number, validUntil}; null where there is none. Of several
-- it is the one that is valid longest.
create function tax_exempt_on(organisation uuid, day date) returns jsonb
language sql stable as $$
  select jsonb_build_object('number', number, 'validUntil', valid_until)
  from tax_certificates
  where organisation_id = organisation and stage = 'on-file' and valid_until >= day
  order by valid_until desc, id
  limit 1
$$;
