const aPaidOrder = "(select number from orders where stage = 'paid' order by number limit 1)"
const aPartPaidOrder = "(select number from orders where stage = 'part-paid' limit 1)"
const aCheck = '(select id from checks order by recorded_at limit 1)'
const aCardPayment = (id: string, intent = id) => `
  insert into card_payments (id, payment_intent, order_number, cents, received_at, recorded_at)
  values (md5('${id}')::uuid, 'pi_${intent}', ${aPaidOrder}, 9900, '2026-01-05', '2026-01-05');
`

const entry = (kind: string, cents: number, order: string, payment = 'null') => `
  insert into ledger_entries (id, order_number, kind, cents, payment_id, submission, at)
  values (gen_random_uuid(), ${order}, '${kind}', ${cents}, ${payment}, 'corrupted', '2026-01-05');
`

const aMessage = (values: string) => `
  insert into messages (id, key, kind, subject, person_id, written_at, send_at, state, settled_at)
  select gen_random_uuid(), gen_random_uuid()::text, 'invoice', 'order:2041', id, '2026-01-05', '2026-01-05', ${values}
  from people limit 1
`

const aSubmission = (values: string) => `
  insert into submissions (id, token, kind, subject, actor, received_at, attempts, next_attempt_at)
  values (gen_random_uuid(), gen_random_uuid()::text, 'cancel', 'order:2041', 'somebody', ${values})
`

/** As it would be if nothing kept what was issued from changing. */
const asIfNever = 'set local session_replication_role = replica;'

/** A file, as its sender’s bytes and submission never were. */
const aFile = (sha256: string, kind = 'purchase-order', id = 'gen_random_uuid()') => `
  insert into uploads (id, kind, file_name, media_type, size, bytes, sha256, order_number, organisation_id, uploaded_by,
    uploaded_at)
  select ${id}, '${kind}', 'a.pdf', 'application/pdf', 1, 'a', ${sha256}, number, organisation_id, 'buyer', placed_at
  from orders
  where organisation_id is not null
  limit 1`

const aSha256 = "encode(sha256('a'), 'hex')"

/** For each invariant, by its name, what makes rows wrong. */
export const corruptions: readonly (readonly [name: string, sql: string])[] = [
  [
    'An order’s charges, payments, credits and refunds add up to what its stage says',
    `update orders set stage = 'paid' where number = ${aPartPaidOrder}`,
  ],
  [
    'An order’s charges, payments, credits and refunds add up to what its stage says',
    entry('payment', 100, aPaidOrder, aCheck),
  ],
  [
    'An order is charged its total, and once it is canceled nothing',
    `${entry('charge', 100, aPartPaidOrder)} ${entry('write-off', 100, aPartPaidOrder)}`,
  ],
  [
    'An invoice that stands demands the total of its order, which has one while it is owed by invoice',
    `${asIfNever} update invoices set total_cents = total_cents - 1 where voided_at is null`,
  ],
  [
    'The total of an order is the sum of its lines',
    `update orders set lines = '[]' where number = ${aPaidOrder}`,
  ],
  [
    'Every payment of a ledger is a check’s, a card payment’s, or from before it was carried over',
    entry('payment', 100, aPartPaidOrder, 'gen_random_uuid()'),
  ],
  [
    'Every payment of a ledger is a check’s, a card payment’s, or from before it was carried over',
    entry('payment', 100, aPartPaidOrder),
  ],
  [
    'An order has received what a check allocates to it, and no more once the allocation ends',
    `update check_allocations set ended_at = '2026-01-05', ended_because = 'bounced' where check_id = ${aCheck}`,
  ],
  [
    'A check gives out no more than it is worth, and nothing once it is taken back',
    `update checks set cents = 1 where id = ${aCheck}`,
  ],
  [
    'A check gives out no more than it is worth, and nothing once it is taken back',
    `update checks set reversed_at = '2026-01-05', reversal_reason = 'bounced' where id = ${aCheck}`,
  ],
  ['A card payment is booked once, on its order, with its cents', aCardPayment('unbooked')],
  [
    'A card payment is booked once, on its order, with its cents',
    `${aCardPayment('twice')}
    ${entry('payment', 9900, aPaidOrder, "md5('twice')::uuid")} ${entry('payment', 9900, aPaidOrder, "md5('twice')::uuid")}`,
  ],
  ['No payment is taken back further than it came', entry('reversal', 99_000, aPaidOrder, aCheck)],
  ['No order gives back more than it has', entry('refund', 40_000, aPaidOrder)],
  [
    'Credit is below zero only where a task asks somebody to look, or somebody has looked since',
    `insert into credit_entries (id, holder, kind, cents, submission, at)
      select gen_random_uuid(), holder, 'paid-out', 999999, 'corrupted', '2026-01-05' from credit_accounts limit 1`,
  ],
  ['What an order passed on or was given is on its holder’s credit', 'delete from credit_entries'],
  [
    'What a check has left is credit of its holder',
    `insert into credit_entries (id, holder, kind, cents, payment_id, submission, at)
      select gen_random_uuid(), holder, 'from-check', 5, ${aCheck}, 'corrupted', '2026-01-05' from credit_accounts limit 1`,
  ],
  [
    'Each id of Stripe’s stands on one row',
    `alter table card_payments drop constraint card_payments_one_per_intent;
    ${aCardPayment('one', 'same')} ${aCardPayment('two', 'same')}`,
  ],
  [
    'No two requests of ours have one result at Stripe',
    `insert into card_requests (id, key, kind, subject, wanted_at, state, stripe_id)
      select gen_random_uuid(), nth::text, 'refund', 'order:2041', '2026-01-05', 'done', 're_same'
      from generate_series(1, 2) nth`,
  ],
  [
    'A card payment is refunded and disputed no further than it came',
    `${aCardPayment('refunded')}
    insert into card_refunds (refund, payment_id, cents, purpose, state, recorded_at)
    select 're_' || nth, md5('refunded')::uuid, 5000, 'bought', 'succeeded', '2026-01-05' from generate_series(1, 2) nth`,
  ],
  [
    'No order has two pages of Stripe open at once',
    `insert into card_requests (id, key, kind, subject, wanted_at, state)
      select md5(nth::text)::uuid, nth::text, 'checkout', 'order:2041', '2026-01-05', 'done' from generate_series(1, 2) nth;
    insert into card_checkouts (session, request_id, order_number, cents, url, made_at, expires_at)
      select 'cs_' || nth, md5(nth::text)::uuid, ${aPaidOrder}, 9900, 'https://pay.example', '2026-01-05', '2026-01-06'
      from generate_series(1, 2) nth`,
  ],
  [
    'What an order opens is paid for, accepted, released or free, and not on hold or ended',
    `update orders set stage = 'on-hold' where number = ${aPaidOrder}`,
  ],
  [
    'What an order opens is paid for, accepted, released or free, and not on hold or ended',
    `update orders set accepted_at = null where number = ${aPartPaidOrder}`,
  ],
  [
    'Whoever has a seat of a paid order can watch',
    `update grants set ended_at = '2026-01-05' where source = 'order:' || ${aPaidOrder}`,
  ],
  [
    'What is closed for a while is so for a reason that stands',
    `update grants set suspended_at = '2026-01-05' where source = 'order:' || ${aPaidOrder}`,
  ],
  [
    'No order has more seats than were bought',
    `insert into seats (id, order_number, position) values (gen_random_uuid(), ${aPaidOrder}, 99)`,
  ],
  [
    'A seat opens to whoever has it, and to nobody else',
    `update seats set person_id = (select person_id from administrators limit 1)
      where position = 1 and order_number = ${aPaidOrder}`,
  ],
  [
    'What a pass opens is open while the pass is valid, and not suspended',
    "update passes set stage = 'lapsed'",
  ],
  [
    'A paid pass order has its term, and one that is given up has none that stands',
    'delete from pass_terms',
  ],
  [
    'A paid pass order has its term, and one that is given up has none that stands',
    "update orders set stage = 'written-off' where product = 'pass'",
  ],
  [
    'Invoices are numbered without gap up to the last one that was given out',
    'update invoice_counter set last_number = last_number + 1',
  ],
  [
    'Invoices are numbered without gap up to the last one that was given out',
    'update invoice_counter set last_number = last_number - 1',
  ],
  [
    'The versions of an order’s invoice follow each other, and only the last one stands',
    `${asIfNever} update invoices set version = 2 where voided_at is null`,
  ],
  [
    'An invoice is void because another one stands in its place, or its order was canceled',
    `update invoices set voided_at = '2026-01-05' where voided_at is null`,
  ],
  [
    'Credit notes are numbered without gap, one for each void invoice',
    'update credit_note_counter set last_number = last_number + 1',
  ],
  [
    'Credit notes are numbered without gap, one for each void invoice',
    `${asIfNever} delete from credit_notes`,
  ],
  [
    'Each invoice, credit note and payment of an order has its document',
    `${asIfNever} delete from documents where kind = 'invoice'`,
  ],
  [
    'Each invoice, credit note and payment of an order has its document',
    `${asIfNever} delete from documents where kind = 'receipt'`,
  ],
  [
    'A document has the bytes that it was rendered with',
    `insert into documents
      (id, kind, number, subject, step, data, issued_at, rendered_at, file_name, bytes, sha256)
    values (gen_random_uuid(), 'invoice', '1', 'order:2041', 'none', '{}', '2026-01-05', '2026-01-05', 'a.pdf',
      'changed', encode(sha256('as rendered'), 'hex'))`,
  ],
  [
    'A document is rendered within four days',
    `insert into documents (id, kind, number, subject, step, data, issued_at)
    values (gen_random_uuid(), 'invoice', '1', 'order:1', 'none', '{}', '2026-01-05')`,
  ],
  [
    'One message a key',
    `alter table messages drop constraint messages_one_per_key; update messages set key = 'same'`,
  ],
  [
    'What was sent has its address, its subject and its instant',
    "update messages set sent_to = null where state = 'sent'",
  ],
  [
    'No message is being sent for longer than an hour, and none waits for longer than four days',
    aMessage("'sending', null"),
  ],
  [
    'No message is being sent for longer than an hour, and none waits for longer than four days',
    aMessage("'waiting', null"),
  ],
  [
    'A message that nobody got is something that waited for a person',
    aMessage("'refused', '2026-01-05'"),
  ],
  [
    'Every submission is applied, or refused with its reason, or waits and is tried again',
    "update submissions set outcome = 'refused', answer = null",
  ],
  [
    'Every submission is applied, or refused with its reason, or waits and is tried again',
    aSubmission("'2026-01-05', 3, '2026-01-05'"),
  ],
  [
    'A submission that ten tries did not deliver waits for a person',
    aSubmission("'2026-01-05', 10, '2040-01-05'"),
  ],
  ['A file has the bytes with which it came', aFile("'another'")],
  ['A file came with a submission of whoever sent it', aFile(aSha256)],
  [
    'A file came with a submission of whoever sent it',
    aFile(
      aSha256,
      'purchase-order',
      '(select id from submissions where actor <> $$buyer$$ limit 1)',
    ),
  ],
  [
    'A tax exemption certificate that a buyer sent was given to somebody to look at',
    `${aFile(aSha256, 'tax-certificate')}; insert into tax_certificates (id, organisation_id, stage, sent_at)
      select id, organisation_id, 'sent', uploaded_at from uploads`,
  ],
  [
    'A subject’s submissions are applied in the order in which they came',
    `update submissions set settled_at = null, outcome = null
      where id = (select id from submissions where kind = 'place' order by position limit 1)`,
  ],
  [
    'The exported payments of an order are what it received',
    'alter table orders drop constraint orders_buyer_id_fkey; update orders set buyer_id = gen_random_uuid()',
  ],
  [
    'The exported movements of credit are what is held',
    `alter table check_allocations drop constraint check_allocations_check_id_fkey;
    alter table checks drop constraint checks_pkey;
    insert into checks (id, payer, number, cents, received_on, recorded_by, recorded_at)
      select id, payer, number || '-again', cents, received_on, recorded_by, recorded_at from checks`,
  ],
  [
    'The exported checks of a deposit are what its slip says',
    `insert into deposits (id, banked_on, total_cents, recorded_by, recorded_at)
      values (gen_random_uuid(), '2026-01-05', 100, 'somebody', '2026-01-05')`,
  ],
  [
    'The exported invoices are all that were issued',
    `alter table invoices drop constraint invoices_order_number_fkey; ${asIfNever} update invoices set order_number = '9' || number`,
  ],
  [
    'The exported open items are what is open',
    'alter table orders drop constraint orders_buyer_id_fkey; update orders set buyer_id = gen_random_uuid()',
  ],
]
