import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isRefusal, noErrands } from '../../domain/process.ts'
import type { WebinarSnapshot, WebinarStage } from '../../domain/webinar.ts'
import { decideWebinar } from '../../domain/webinar.ts'
import { nextLookAt, type WebinarMove } from '../../domain/webinar-move.ts'

const at = '2026-10-01T12:00:00.000Z'
const startsAt = '2026-10-20T18:00:00.000Z'

const standing = (stage: WebinarStage, more: Partial<WebinarSnapshot> = {}): WebinarSnapshot => ({
  stage,
  revision: 3,
  joinRevision: 1,
  startsAt,
  endedAt: null,
  hasSlides: false,
  awaiting: 'nobody',
  awaitingSince: at,
  dueAt: null,
  timers: [],
  ...noErrands,
  ...more,
})

const reschedule: WebinarMove = { kind: 'reschedule', startsAt: '2026-11-03T19:00:00Z' }
const cancel: WebinarMove = { kind: 'cancel', remedy: 'refund' }
const postpone: WebinarMove = { kind: 'postpone' }
const undo: WebinarMove = { kind: 'undoCancellation' }

const done = (state: WebinarSnapshot, move: WebinarMove, now = at) => {
  const verdict = decideWebinar(state, move, now)
  return isRefusal(verdict) ? verdict.refused : verdict.write
}

const stages: [WebinarStage, reschedule: string, postpone: string, cancel: string][] = [
  ['draft', 'not-published', 'not-published', 'not-published'],
  ['on-sale', 'rescheduleWebinar', 'postponeWebinar', 'cancelWebinar'],
  ['join-ready', 'rescheduleWebinar', 'postponeWebinar', 'cancelWebinar'],
  ['postponed', 'rescheduleWebinar', 'not-ahead', 'cancelWebinar'],
  ['live', 'not-ahead', 'not-ahead', 'cancelWebinar'],
  ['wrap-up', 'not-ahead', 'not-ahead', 'not-ahead'],
  ['recorded', 'not-ahead', 'not-ahead', 'not-ahead'],
  ['cancelling', 'not-ahead', 'not-ahead', 'not-ahead'],
  ['cancelled', 'not-ahead', 'not-ahead', 'not-ahead'],
]

describe('another date for a webinar, or none', () => {
  for (const [stage, ...expected] of stages) {
    it(`of one that is ${stage}`, () => {
      const state = standing(stage)
      assert.deepEqual(
        [reschedule, postpone, cancel].map((move) => done(state, move)),
        expected,
      )
    })
  }

  it('is no cancellation once the session is over', () => {
    assert.equal(done(standing('live', { endedAt: at }), cancel), 'not-ahead')
  })

  it('tells everybody once a revision, and of a cancellation only when it stands', () => {
    const told = decideWebinar(standing('on-sale'), reschedule, at)
    assert.deepEqual('begins' in told && told.begins, { kind: 'rescheduled', revision: 4 })
    const cancelled = decideWebinar(standing('on-sale'), cancel, at)
    assert.equal('begins' in cancelled && cancelled.begins, false)
  })

  it('may be the very date that it had, where it was put off', () => {
    const same: WebinarMove = { kind: 'reschedule', startsAt }
    assert.equal(done(standing('on-sale'), same), 'same-start')
    assert.equal(done(standing('postponed'), same), 'rescheduleWebinar')
  })

  it('is never a start that is over', () => {
    assert.equal(
      done(standing('postponed'), { kind: 'reschedule', startsAt: at }),
      'new-start-is-over',
    )
  })

  it('can be taken back within ten minutes of cancelling it, to the second', () => {
    const state = standing('cancelling')
    assert.equal(done(state, undo, '2026-10-01T12:09:59.999Z'), 'undoCancellation')
    assert.equal(done(state, undo, '2026-10-01T12:10:00.000Z'), 'cancellation-is-told')
    assert.equal(done(standing('on-sale'), undo), 'not-cancelled')
  })
})

describe('looking whether all orders are settled', () => {
  it('is soon at first', () => {
    const minutes = [0, 1, 2, 3].map(
      (looks) => (Date.parse(nextLookAt(at, looks)) - Date.parse(at)) / 60_000,
    )
    assert.deepEqual(minutes, [1, 3, 7, 15])
  })

  it('is later each time, and never more than a day later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (looks) => {
        const gap = Date.parse(nextLookAt(at, looks + 1)) - Date.parse(nextLookAt(at, looks))
        return gap > 0 && gap <= 86_400_000
      }),
    )
  })
})
