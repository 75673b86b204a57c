import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passInstants } from '../../domain/calendar-deadlines.ts'
import {
  decidePass,
  elapsePass,
  type PassCommand,
  type PassSnapshot,
  type PassTimer,
} from '../../domain/pass.ts'
import { noErrands } from '../../domain/process.ts'

const term = { startsOn: '2027-01-01', endsOn: '2027-12-31' }
const noon = (date: string) => `${date}T17:00:00.000Z`

/** A pass in the middle of its first term, paid by order 1. */
const pass = (more: Partial<PassSnapshot> = {}): PassSnapshot => ({
  stage: 'active',
  term: 1,
  terms: [{ term: 1, order: '1', isTakenBack: false }],
  instants: passInstants(term, 'America/New_York'),
  cancelsAtEnd: false,
  isHeldBack: false,
  hasCard: false,
  isChargeAnnounced: false,
  repeats: null,
  awaiting: 'nobody',
  awaitingSince: null,
  dueAt: null,
  timers: [],
  ...noErrands,
  ...more,
})

const pending = pass({ stage: 'pending-payment', term: null, terms: [], instants: null })
const renewedBy = (isTakenBack: boolean) => [
  { term: 1, order: '1', isTakenBack: false },
  { term: 2, order: '2', isTakenBack },
]
const renewed = pass({ stage: 'renewed', terms: renewedBy(false) })
const takenBack = pass({ terms: [{ term: 1, order: '1', isTakenBack: true }] })

const paid = (order: string, on: string): PassCommand => ({
  kind: 'termPaid',
  order,
  receivedAt: noon(on),
})

const decisions: [string, PassSnapshot | null, PassCommand, string, string][] = [
  ['opens', null, { kind: 'openPass' }, '2027-01-01', 'openPass'],
  ['is opened once', pending, { kind: 'openPass' }, '2027-01-01', 'pass-exists'],
  ['is not there', null, paid('1', '2027-01-01'), '2027-01-01', 'no-pass'],
  ['begins when it is paid', pending, paid('1', '2027-01-01'), '2027-01-05', 'beginFirstTerm'],
  ['that is never paid ends', pending, { kind: 'termReversed', order: '1' }, '', 'endUnpaidPass'],
  ['is told twice', pass(), paid('1', '2027-01-01'), '2027-02-01', 'noteForPass'],
  ['paid too early', pass(), paid('2', '2027-10-31'), '2027-10-31', 'noteSecondPayment'],
  ['renewed early', pass(), paid('2', '2027-11-01'), '2027-11-01', 'payNextTerm'],
  ['renewed on its last day', pass(), paid('2', '2027-12-31'), '2027-12-31', 'payNextTerm'],
  ['renewed in grace', pass(), paid('2', '2028-01-30'), '2028-01-30', 'continueTerm'],
  ['received in grace, typed later', pass(), paid('2', '2028-01-30'), '2028-02-20', 'continueTerm'],
  ['received after the lapse', pass(), paid('2', '2028-01-31'), '2028-01-31', 'reinstatePass'],
  ['received long after', pass(), paid('2', '2028-06-01'), '2028-06-01', 'reinstatePass'],
  ['paid twice', renewed, paid('3', '2027-12-01'), '2027-12-01', 'noteSecondPayment'],
  ['of a renewal taken back', renewed, reversal('2'), '2027-12-01', 'takeBackNextTerm'],
  ['of a term taken back', pass(), reversal('1'), '2027-06-01', 'takeBackTerm'],
  ['taken back twice', takenBack, reversal('1'), '2027-06-01', 'noteForPass'],
  ['of another order', pass(), reversal('9'), '2027-06-01', 'noteForPass'],
  ['restored', takenBack, restoral('1'), '2027-06-01', 'restoreTerm'],
  ['paid again', takenBack, paid('1', '2027-06-01'), '2027-06-01', 'restoreTerm'],
  ['restored in vain', pass(), restoral('1'), '2027-06-01', 'noteForPass'],
  ['never paid and then restored', pending, restoral('1'), '2027-06-01', 'beginFirstTerm'],
  [
    'whose renewal is restored',
    pass({ terms: renewedBy(true) }),
    restoral('2'),
    '2027-12-01',
    'restoreNextTerm',
  ],
  [
    'whose renewal is restored when another one is paid',
    pass({ terms: [...renewedBy(true), { term: 3, order: '3', isTakenBack: false }] }),
    restoral('2'),
    '2027-12-01',
    'noteSecondPayment',
  ],
  ['cancelled', pass(), { kind: 'cancelAtEnd' }, '', 'cancelPassAtEnd'],
  ['cancelled when renewed', renewed, { kind: 'cancelAtEnd' }, '', 'pass-renewed'],
  ['cancelled in grace', pass({ stage: 'grace' }), { kind: 'cancelAtEnd' }, '', 'pass-not-running'],
  ['kept', pass({ cancelsAtEnd: true }), { kind: 'keepAtEnd' }, '', 'keepPassAtEnd'],
  ['kept in vain', pass(), { kind: 'keepAtEnd' }, '', 'pass-not-cancelled'],
  ['suspended before payment', pending, { kind: 'suspend' }, '', 'pass-not-open'],
]
for (const [what, state, command, on, outcome] of decisions) {
  test(`a pass ${what}: ${outcome}`, () => {
    const verdict = decidePass(state, command, noon(on || '2027-06-01'))
    assert.equal('refused' in verdict ? verdict.refused : verdict.write, outcome)
  })
}

const turns: [PassTimer, boolean, string][] = [
  ['open-renewal', false, 'openRenewal'],
  ['renewal-60', false, 'remindOfRenewal'],
  ['end-term', false, 'beginGrace'],
  ['end-term', true, 'endPass'],
  ['grace-21', false, 'remindInGrace'],
  ['begin-term', false, 'beginNextTerm'],
  ['lapse', false, 'lapsePass'],
  ['end-reinstatement', false, 'endPass'],
]
for (const [kind, cancelsAtEnd, write] of turns) {
  test(`at ${kind} a pass that is ${cancelsAtEnd ? '' : 'not '}cancelled: ${write}`, () => {
    assert.deepEqual(elapsePass(kind, pass({ cancelsAtEnd })), { write })
  })
}

function reversal(order: string): PassCommand {
  return { kind: 'termReversed', order }
}

function restoral(order: string): PassCommand {
  return { kind: 'termRestored', order, receivedAt: null }
}
