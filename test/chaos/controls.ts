/** A guard that a race needs, and the test that fails when it is taken out. */
export interface Control {
  race: string
  file: string
  /** The text of the guard, which stands there once. */
  guard: string
  /** What stands there without it. */
  without: string
  test: string
  name: string
}

/** Where a guard holds a value of its template, § stands for the dollar sign. */
const dollar = '§'

/** The guards, each with the test that would not be worth its name if it passed without. */
const guards: Control[] = [
  {
    race: 'one webhook ten times at once: the event’s id is the token',
    file: 'readmodels/stripe-fact.ts',
    guard: 'select gen_random_uuid(), heard.id,',
    without: 'select gen_random_uuid(), gen_random_uuid()::text,',
    test: 'test/webhook.test.ts',
    name: 'ten times at once is one row',
  },
  {
    race: 'webhook, return page and poll at once: what is booked is no news',
    file: 'domain/order-card.ts',
    guard: '!isBooked(order.card, payment)',
    without: 'payment !== null && order !== null',
    test: 'test/chaos.test.ts',
    name: 'webhook, return page and poll',
  },
  {
    race: 'killed between Stripe’s success and our record: the key of the page',
    file: 'payments/checkout.ts',
    guard:
      'success_url: wanted.successUrl,\n          cancel_url: wanted.cancelUrl,\n        },\n        { idempotencyKey: key },',
    without:
      'success_url: wanted.successUrl,\n          cancel_url: wanted.cancelUrl,\n        },\n        { idempotencyKey: `§{key}/§{performance.now()}` },',
    test: 'test/chaos.test.ts',
    name: 'worker is killed',
  },
  {
    race: 'the answer to a refund is cut: the key of the refund',
    file: 'payments/moves.ts',
    guard: 'metadata: { order, request, purpose } },\n        { idempotencyKey: key },',
    without:
      'metadata: { order, request, purpose } },\n        { idempotencyKey: `§{key}/§{performance.now()}` },',
    test: 'test/chaos.test.ts',
    name: 'answer to a refund is cut',
  },
  {
    race: 'a failure that Stripe keeps, after it happened: it is looked for first',
    file: 'payments/moves.ts',
    guard: 'if (refund.metadata?.request === request) return refund.id',
    without: 'if (refund.metadata?.request === order) return refund.id',
    test: 'test/chaos.test.ts',
    name: 'a refund that happened',
  },
  {
    race: 'credit wanted from several sides at once: the version of the account',
    file: 'activities/credit.ts',
    guard: 'where credit_accounts.version = §{version}',
    without: 'where credit_accounts.version >= 0 or §{version} >= 0',
    test: 'test/check-credit.test.ts',
    name: 'is given once, and the others are told',
  },
  {
    race: 'two administrators record one check at once: the constraint',
    file: 'database/migrations/0005_orders.sql',
    guard: 'create unique index checks_recorded_once on checks (payer_key, number, cents)',
    without: 'create unique index checks_recorded_once on checks (payer_key, number, cents, id)',
    test: 'test/check.test.ts',
    name: 'two administrators at the same instant',
  },
  {
    race: 'twenty race for one Idempotency-Key: the token of the submission',
    file: 'api/intake.ts',
    guard: '.update(`§{actor}\\n§{kind}\\n§{token}`)',
    without: '.update(`§{actor}\\n§{kind}\\n§{token}§{performance.now()}`)',
    test: 'test/order-at-once.test.ts',
    name: 'twenty times the same order',
  },
]

export const controls: Control[] = guards.map(({ guard, without, ...rest }) => ({
  ...rest,
  guard: guard.replaceAll(dollar, '$'),
  without: without.replaceAll(dollar, '$'),
}))
