import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dunningInstants } from '../../domain/calendar-deadlines.ts'
import {
  type DunningKind,
  dunningAct,
  dunningBase,
  dunningStepsLeft,
  latestExpectedOn,
} from '../../domain/dunning.ts'

const newYork = 'America/New_York'
const invoice = { dueOn: '2027-02-10', expectedOn: null }
const { overdueAt, plan } = dunningInstants(invoice, newYork)

const bases: [string, Parameters<typeof dunningBase>[0], string][] = [
  ['the due date', { dueOn: '2027-02-10', expectedOn: null }, '2027-02-10'],
  ['a later check date', { dueOn: '2027-02-10', expectedOn: '2027-04-01' }, '2027-04-01'],
  ['not an earlier check date', { dueOn: '2027-02-10', expectedOn: '2027-02-01' }, '2027-02-10'],
  ['180 days at most', { dueOn: '2027-02-10', expectedOn: '2029-01-01' }, '2027-08-09'],
  [
    'the date of a partial check',
    { dueOn: '2027-02-10', expectedOn: null, restartedOn: '2027-03-05' },
    '2027-03-05',
  ],
]
for (const [promise, dates, base] of bases) {
  test(`dunning counts from ${promise}`, () => {
    assert.equal(dunningBase(dates), base)
  })
}

test('a check may be expected up to 180 days after the due date', () => {
  assert.equal(latestExpectedOn('2027-02-10'), '2027-08-09')
})

test('the ladder stands at nine in the zone, also over the change of the clocks', () => {
  assert.deepEqual(plan, [
    { kind: 'due-in-7-days', at: '2027-02-03T14:00:00.000Z' },
    { kind: 'overdue-1', at: '2027-02-11T14:00:00.000Z' },
    { kind: 'overdue-14', at: '2027-02-24T14:00:00.000Z' },
    { kind: 'overdue-30', at: '2027-03-12T14:00:00.000Z' },
    { kind: 'hold-notice-35', at: '2027-03-17T13:00:00.000Z' },
    { kind: 'hold-45', at: '2027-03-27T13:00:00.000Z' },
    { kind: 'write-off-proposal-120', at: '2027-06-10T13:00:00.000Z' },
  ])
})

test('an invoice is overdue from the midnight after its date', () => {
  assert.equal(overdueAt, '2027-02-11T05:00:00.000Z')
})

test('a partial check starts the reminders again, and does not make the invoice less overdue', () => {
  const again = dunningInstants({ ...invoice, restartedOn: '2027-03-05' }, newYork)
  assert.equal(again.overdueAt, overdueAt)
  assert.deepEqual(again.plan[1], { kind: 'overdue-1', at: '2027-03-06T14:00:00.000Z' })
})

test('each step has its act', () => {
  const acts = plan.map(({ kind }) => dunningAct(kind))
  const mails = ['remind', 'remind', 'remind', 'remind', 'give-notice']
  assert.deepEqual(acts, [...mails, 'hold', 'propose-write-off'])
})

const begun = '2027-01-11T15:00:00Z'
const left: [string, { beganAt: string; taken: DunningKind[]; at: string }, DunningKind[]][] = [
  [
    'all steps remain for a new invoice',
    { beganAt: begun, taken: [], at: begun },
    plan.map(({ kind }) => kind),
  ],
  [
    'a step that is taken does not remain',
    { beganAt: begun, taken: ['due-in-7-days'], at: '2027-02-11T14:00:00Z' },
    [
      'overdue-1',
      'overdue-14',
      'overdue-30',
      'hold-notice-35',
      'hold-45',
      'write-off-proposal-120',
    ],
  ],
  [
    'what had passed before the process began is skipped',
    { beganAt: '2027-03-13T00:00:00Z', taken: [], at: '2027-03-13T00:00:00Z' },
    ['hold-notice-35', 'hold-45', 'write-off-proposal-120'],
  ],
  [
    'a step at the very instant that the process begins remains',
    { beganAt: '2027-03-27T13:00:00Z', taken: [], at: '2027-03-27T13:00:00Z' },
    ['hold-45', 'write-off-proposal-120'],
  ],
  [
    'of reminders that came due together only the last remains',
    { beganAt: begun, taken: [], at: '2027-03-13T00:00:00Z' },
    ['overdue-30', 'hold-notice-35', 'hold-45', 'write-off-proposal-120'],
  ],
  [
    'the notice of a hold is never overtaken, a reminder that another overtook is never sent',
    { beganAt: begun, taken: ['overdue-30'], at: '2027-03-28T00:00:00Z' },
    ['hold-notice-35', 'hold-45', 'write-off-proposal-120'],
  ],
]
for (const [promise, when, kinds] of left) {
  test(promise, () => {
    assert.deepEqual(
      dunningStepsLeft({ plan, ...when }).map(({ kind }) => kind),
      kinds,
    )
  })
}
