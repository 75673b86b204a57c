import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  joinDetailsPromisedAt,
  pendingInstants,
  unnamedSeatsInstants,
  verifyingInstants,
  webinarInstants,
} from '../../domain/calendar-deadlines.ts'
import { plannedSince } from '../../domain/instant.ts'

const zone = 'America/New_York'
const working = { zone, holidays: [] }

test('an applicant is nudged at nine on days 1 and 3, and has 7 days', () => {
  assert.deepEqual(verifyingInstants('2027-03-11T02:00:00Z', zone), {
    expiresAt: '2027-03-18T01:00:00.000Z',
    reminders: [
      { kind: 'verify-nudge-1', at: '2027-03-11T14:00:00.000Z' },
      { kind: 'verify-nudge-3', at: '2027-03-13T14:00:00.000Z' },
    ],
  })
})

test('administrators are reminded in working time, and an application waits 30 days', () => {
  assert.deepEqual(pendingInstants('2027-01-14T20:00:00Z', working), {
    expiresAt: '2027-02-13T20:00:00.000Z',
    reminders: [
      { kind: 'pending-4-hours', at: '2027-01-15T16:00:00.000Z' },
      { kind: 'pending-2-days', at: '2027-01-18T20:00:00.000Z' },
      { kind: 'pending-5-days', at: '2027-01-21T20:00:00.000Z' },
    ],
  })
})

test('24 hours before a webinar are elapsed hours, also over the change of the clocks', () => {
  const instants = webinarInstants({ startsAt: '2027-03-14T18:00:00Z', minutes: 60 }, working)
  assert.deepEqual(instants.reminders, [
    { kind: 'reminder-24-hours', at: '2027-03-13T18:00:00.000Z' },
    { kind: 'reminder-1-hour', at: '2027-03-14T17:00:00.000Z' },
  ])
})

test('a webinar wraps up half an hour after its end; its recording has 2 working days', () => {
  const instants = webinarInstants({ startsAt: '2022-10-06T18:00:00Z', minutes: 60 }, working)
  assert.equal(instants.endsAt, '2022-10-06T19:00:00.000Z')
  assert.equal(instants.wrapUpAt, '2022-10-06T19:30:00.000Z')
  assert.equal(instants.recordingWarningAt, '2022-10-07T19:00:00.000Z')
  assert.equal(instants.recordingPromisedAt, '2022-10-10T19:00:00.000Z')
  assert.deepEqual(instants.joinDetailsWarnings, [
    { kind: 'no-join-details-72-hours', at: '2022-10-03T18:00:00.000Z' },
    { kind: 'no-join-details-24-hours', at: '2022-10-05T18:00:00.000Z' },
  ])
})

test('how to attend is promised a day after payment, and a day before the start at the latest', () => {
  const startsAt = '2022-10-06T18:00:00Z'
  const early = joinDetailsPromisedAt('2022-09-01T10:00:00Z', startsAt)
  const late = joinDetailsPromisedAt('2022-10-05T10:00:00Z', startsAt)
  assert.equal(early, '2022-09-02T10:00:00.000Z')
  assert.equal(late, '2022-10-05T18:00:00.000Z')
})

test('unnamed seats are chased at nine, 7, 3 and 1 days before the live date in the zone', () => {
  assert.deepEqual(unnamedSeatsInstants('2022-10-07T02:00:00Z', zone), [
    { kind: 'unnamed-seats-7', at: '2022-09-29T13:00:00.000Z' },
    { kind: 'unnamed-seats-3', at: '2022-10-03T13:00:00.000Z' },
    { kind: 'unnamed-seats-1', at: '2022-10-05T13:00:00.000Z' },
  ])
})

test('a reminder whose time had passed before its process began is skipped', () => {
  const plan = unnamedSeatsInstants('2022-10-07T02:00:00Z', zone)
  const left = plannedSince(plan, '2022-10-03T13:00:00Z').map(({ kind }) => kind)
  assert.deepEqual(left, ['unnamed-seats-3', 'unnamed-seats-1'])
})
