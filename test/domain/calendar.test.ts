import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  atNine,
  daysLater,
  endOfDay,
  formatInstant,
  isZone,
  localDate,
  resolveStart,
  startOfDay,
  workingTimeAfter,
  zoneCity,
} from '../../domain/calendar.ts'
import { addHours, isBefore } from '../../domain/instant.ts'

const newYork = 'America/New_York'
const working = { zone: newYork, holidays: ['2027-11-25', '2027-11-26'] }

const workingTimes: [string, string, Parameters<typeof workingTimeAfter>[1], string][] = [
  ['within a day', '2027-01-13T15:00:00Z', { hours: 4 }, '2027-01-13T19:00:00.000Z'],
  ['to the last minute of a day', '2027-01-13T18:00:00Z', { hours: 4 }, '2027-01-13T22:00:00.000Z'],
  ['over a night', '2027-01-13T20:00:00Z', { hours: 4 }, '2027-01-14T16:00:00.000Z'],
  ['over a week-end', '2027-01-15T20:00:00Z', { hours: 4 }, '2027-01-18T16:00:00.000Z'],
  ['from before the morning', '2027-01-13T08:00:00Z', { hours: 4 }, '2027-01-13T18:00:00.000Z'],
  ['from the evening', '2027-01-14T01:00:00Z', { hours: 4 }, '2027-01-14T18:00:00.000Z'],
  ['from a Saturday', '2027-01-16T15:00:00Z', { hours: 4 }, '2027-01-18T18:00:00.000Z'],
  ['over holidays', '2027-11-24T21:00:00Z', { hours: 4 }, '2027-11-29T17:00:00.000Z'],
  ['over the spring change', '2027-03-12T21:00:00Z', { hours: 4 }, '2027-03-15T16:00:00.000Z'],
  ['two days', '2027-01-14T20:00:00Z', { workingDays: 2 }, '2027-01-18T20:00:00.000Z'],
  ['five days are a week', '2027-01-13T15:00:00Z', { workingDays: 5 }, '2027-01-20T15:00:00.000Z'],
  [
    'one day from a Saturday',
    '2027-01-16T15:00:00Z',
    { workingDays: 1 },
    '2027-01-18T22:00:00.000Z',
  ],
]
for (const [promise, at, time, expected] of workingTimes) {
  test(`working time: ${promise}`, () => {
    assert.equal(workingTimeAfter(at, time, working), expected)
  })
}

test('working time ends on working days between 9 and 17, and more time never ends earlier', () => {
  const minutes = fc.integer({ min: 1, max: 6_000 })
  fc.assert(
    fc.property(fc.nat(8_760), minutes, minutes, (hour, some, more) => {
      const at = addHours('2027-01-01T05:00:00Z', hour)
      const ends = workingTimeAfter(at, { hours: some / 60 }, working)
      const endsLater = workingTimeAfter(at, { hours: (some + more) / 60 }, working)
      const onWorkday = ends.slice(0, 10)
      const nine = atNine(localDate(ends, newYork), newYork)
      assert.ok(isBefore(nine, ends), onWorkday)
      assert.ok(!isBefore(addHours(nine, 8), ends), onWorkday)
      assert.ok(isBefore(ends, endsLater))
      assert.equal(working.holidays.includes(localDate(ends, newYork)), false)
    }),
    { numRuns: 50 },
  )
})

test('nine in the morning follows the clocks of the zone', () => {
  assert.equal(atNine('2027-03-13', newYork), '2027-03-13T14:00:00.000Z')
  assert.equal(atNine('2027-03-14', newYork), '2027-03-14T13:00:00.000Z')
})

test('a date begins and ends at midnight in the zone, also where it is not 24 hours long', () => {
  assert.equal(startOfDay('2027-03-14', newYork), '2027-03-14T05:00:00.000Z')
  assert.equal(endOfDay('2027-03-14', newYork), '2027-03-15T04:00:00.000Z')
})

test('the date is that of the zone', () => {
  assert.equal(localDate('2027-01-14T04:59:59Z', newYork), '2027-01-13')
  assert.equal(localDate('2027-01-14T05:00:00.000Z', newYork), '2027-01-14')
  assert.equal(localDate('2027-01-14T04:59:59Z', 'Asia/Tokyo'), '2027-01-14')
})

test('days later is the same time of day', () => {
  assert.equal(daysLater('2027-03-10T15:30:00Z', 7, newYork), '2027-03-17T14:30:00.000Z')
})

test('a start is the instant of its local time', () => {
  assert.equal(resolveStart('2022-10-06T14:00:00', newYork), '2022-10-06T18:00:00.000Z')
  assert.equal(resolveStart('2022-12-06T14:00', newYork), '2022-12-06T19:00:00.000Z')
})

test('a start that the clocks leap over is refused', () => {
  assert.deepEqual(resolveStart('2027-03-14T02:30:00', newYork), {
    code: 'does-not-exist',
    local: '2027-03-14T02:30:00',
    zone: newYork,
  })
})

test('a start that the clocks show twice is refused, with both instants', () => {
  assert.deepEqual(resolveStart('2027-11-07T01:30:00', newYork), {
    code: 'exists-twice',
    local: '2027-11-07T01:30:00',
    zone: newYork,
    earlierAt: '2027-11-07T05:30:00.000Z',
    laterAt: '2027-11-07T06:30:00.000Z',
  })
})

for (const local of ['', 'tomorrow', '2027-02-30T10:00:00', '2027-02-20T25:00:00', '2027-02-20']) {
  test(`'${local}' is not a local time`, () => {
    assert.deepEqual(resolveStart(local, newYork), { code: 'not-a-local-time', local })
  })
}

const formatted = [
  ['2022-10-06T18:00:00.000Z', newYork, 'Thursday, October 6, 2022, 2:00 PM EDT'],
  ['2022-12-06T19:05:00Z', newYork, 'Tuesday, December 6, 2022, 2:05 PM EST'],
  ['2022-10-06T18:00:00Z', 'America/Los_Angeles', 'Thursday, October 6, 2022, 11:00 AM PDT'],
  ['2022-10-06T04:00:00Z', newYork, 'Thursday, October 6, 2022, 12:00 AM EDT'],
  ['2022-10-06T16:00:00Z', newYork, 'Thursday, October 6, 2022, 12:00 PM EDT'],
  ['2022-10-06T18:00:00Z', 'UTC', 'Thursday, October 6, 2022, 6:00 PM UTC'],
] as const
for (const [at, zone, text] of formatted) {
  test(`${at} in ${zone} is written '${text}'`, () => {
    assert.equal(formatInstant(at, zone), text)
  })
}

test('a zone is known by its name', () => {
  for (const zone of [
    newYork,
    'UTC',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+5',
    'US/Eastern',
  ]) {
    assert.equal(isZone(zone), true, zone)
  }
  for (const zone of ['', 'EST', '+05:00', 'Mars/Olympus', 'America/New York', 'new york']) {
    assert.equal(isZone(zone), false, zone)
  }
})

test('a zone is called by its city', () => {
  assert.equal(zoneCity(newYork), 'New York')
  assert.equal(zoneCity('UTC'), 'UTC')
})
