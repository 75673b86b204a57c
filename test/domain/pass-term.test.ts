import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { passInstants } from '../../domain/calendar-deadlines.ts'
import { addDays } from '../../domain/date.ts'
import {
  isPassOpen,
  isPassValid,
  type PassStanding,
  passStanding,
  passTerm,
  renewedTerm,
} from '../../domain/pass-term.ts'

const newYork = 'America/New_York'

const terms = [
  ['2026-05-01', 12, '2027-04-30'],
  ['2026-01-01', 12, '2026-12-31'],
  ['2027-03-01', 12, '2028-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2029-03-01', 12, '2030-02-28'],
  ['2026-05-01', 24, '2028-04-30'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-12-15', 3, '2027-03-14'],
] as const
for (const [startsOn, months, endsOn] of terms) {
  test(`a term of ${months} months from ${startsOn} ends on ${endsOn}`, () => {
    assert.deepEqual(passTerm(startsOn, months), { startsOn, endsOn })
  })
}

test('after a term from 29 February the next starts on 1 March', () => {
  const term = passTerm('2028-02-29', 12)
  assert.deepEqual(renewedTerm({ term, termMonths: 12, receivedOn: '2029-01-15' }), {
    startsOn: '2029-03-01',
    endsOn: '2030-02-28',
  })
})

const term = passTerm('2026-05-01', 12)
const renewals = [
  ['2027-02-28', { code: 'renewal-not-open', opensOn: '2027-03-01' }],
  ['2027-03-01', { startsOn: '2027-05-01', endsOn: '2028-04-30' }],
  ['2027-04-30', { startsOn: '2027-05-01', endsOn: '2028-04-30' }],
  ['2027-05-30', { startsOn: '2027-05-01', endsOn: '2028-04-30' }],
  ['2027-05-31', { startsOn: '2027-05-31', endsOn: '2028-05-30' }],
  ['2027-07-29', { startsOn: '2027-07-29', endsOn: '2028-07-28' }],
  ['2027-07-30', { code: 'reinstatement-over', lastOn: '2027-07-29' }],
] as const
for (const [receivedOn, outcome] of renewals) {
  const told = 'code' in outcome ? outcome.code : `from ${outcome.startsOn}`
  test(`a term to 2027-04-30 that is paid on ${receivedOn} is renewed: ${told}`, () => {
    assert.deepEqual(renewedTerm({ term, termMonths: 12, receivedOn }), outcome)
  })
}

const instants = passInstants(term, newYork)

test('a term turns at midnights in the zone, and its mails go out at nine', () => {
  assert.deepEqual(instants, {
    startsAt: '2026-05-01T04:00:00.000Z',
    renewalOpensAt: '2027-03-01T05:00:00.000Z',
    endsAt: '2027-05-01T04:00:00.000Z',
    lapsesAt: '2027-05-31T04:00:00.000Z',
    reinstatementEndsAt: '2027-07-30T04:00:00.000Z',
    reminders: [
      { kind: 'renewal-60', at: '2027-03-01T14:00:00.000Z' },
      { kind: 'renewal-30', at: '2027-03-31T13:00:00.000Z' },
      { kind: 'renewal-7', at: '2027-04-23T13:00:00.000Z' },
      { kind: 'renewal-0', at: '2027-04-30T13:00:00.000Z' },
      { kind: 'grace-7', at: '2027-05-07T13:00:00.000Z' },
      { kind: 'grace-21', at: '2027-05-21T13:00:00.000Z' },
    ],
  })
})

const standings: [string, PassStanding, { valid: boolean; open: boolean }][] = [
  ['2026-05-01T03:59:59Z', 'not-started', { valid: false, open: false }],
  ['2026-05-01T04:00:00Z', 'active', { valid: true, open: true }],
  ['2027-03-01T05:00:00Z', 'renewal-open', { valid: true, open: true }],
  ['2027-05-01T03:59:59Z', 'renewal-open', { valid: true, open: true }],
  ['2027-05-01T04:00:00Z', 'grace', { valid: false, open: true }],
  ['2027-05-31T04:00:00Z', 'lapsed', { valid: false, open: false }],
  ['2027-07-30T04:00:00Z', 'ended', { valid: false, open: false }],
]
for (const [at, standing, { valid, open }] of standings) {
  test(`at ${at} the pass is ${standing}: valid ${valid}, open ${open}`, () => {
    assert.equal(passStanding(instants, at), standing)
    assert.equal(isPassValid(standing), valid)
    assert.equal(isPassOpen(standing), open)
  })
}

test('a year has 365 or 366 days, and renewed terms follow without gap or overlap', () => {
  fc.assert(
    fc.property(fc.nat(40_000), (days) => {
      const startsOn = addDays('2000-01-01', days)
      const first = passTerm(startsOn, 12)
      const length = [364, 365].map((more) => addDays(startsOn, more))
      assert.ok(length.includes(first.endsOn))
      const second = renewedTerm({ term: first, termMonths: 12, receivedOn: first.endsOn })
      assert.equal('code' in second || second.startsOn, addDays(first.endsOn, 1))
    }),
  )
})
