import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideRecord, type RecordCommand } from '../../domain/record.ts'
import {
  type CertificateStage,
  isValidity,
  remindedEnds,
  reminderDue,
} from '../../domain/tax-certificate.ts'

describe('a certificate of tax exemption', () => {
  const commands = [
    'sendTaxCertificate',
    'recordTaxCertificate',
    'refuseTaxCertificate',
    'withdrawTaxCertificate',
    'remindOfTaxCertificate',
  ] as const
  const none = 'no-certificate'
  const rows: [stage: CertificateStage | null, ...verdicts: (string | null)[]][] = [
    [null, none, none, none, none, none],
    ['uploaded', null, null, none, none, none],
    ['sent', 'certificate-sent', null, null, 'certificate-sent', 'certificate-sent'],
    ['on-file', 'certificate-on-file', 'certificate-on-file', 'certificate-on-file', null, null],
    ['refused', ...commands.map(() => 'certificate-refused')],
    ['withdrawn', ...commands.map(() => 'certificate-withdrawn')],
  ]
  for (const [stage, ...verdicts] of rows) {
    for (const [index, kind] of commands.entries()) {
      const wanted = verdicts[index] ?? null
      it(`${stage ?? 'that was never sent'}: ${kind} is ${wanted ?? 'done'}`, () => {
        const taxCertificate = stage && { stage, by: 'administrator:1', at: '2026-11-01T00:00:00Z' }
        const verdict = decideRecord({ taxCertificate }, { kind })
        assert.equal('refused' in verdict ? verdict.refused : null, wanted)
        if (wanted === null) assert.deepEqual(verdict, { write: kind })
      })
    }
  }

  it('is no matter to other short changes', () => {
    for (const kind of ['savePresenter', 'reportPurchaseOrderFile'] as RecordCommand['kind'][]) {
      assert.deepEqual(decideRecord({ taxCertificate: null }, { kind }), { write: kind })
    }
  })
})

describe('the last day of a certificate', () => {
  const rows: [validUntil: string, isOne: boolean][] = [
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2027-12-31', true],
    ['2046-11-23', true],
    ['2046-11-24', false],
    ['9999-12-31', false],
  ]
  for (const [validUntil, isOne] of rows) {
    it(`${validUntil} is ${isOne ? 'one' : 'none'} on November 23, 2026`, () => {
      assert.equal(isValidity({ today: '2026-11-23', validUntil }), isOne)
    })
  }
})

describe('a certificate that is valid until March 31, 2027', () => {
  const validUntil = '2027-03-31'
  const rows: [recordedOn: string, today: string, due: string | null][] = [
    ['2026-01-05', '2027-01-29', null],
    ['2026-01-05', '2027-01-30', '60-days'],
    ['2026-01-05', '2027-02-03', '60-days'],
    ['2026-01-05', '2027-03-16', '60-days'],
    ['2026-01-05', '2027-03-17', '14-days'],
    ['2026-01-05', '2027-03-31', '14-days'],
    ['2026-01-05', '2027-04-01', 'expired'],
    ['2026-01-05', '2027-04-14', 'expired'],
    ['2026-01-05', '2027-04-15', null],
    ['2027-01-30', '2027-02-03', null],
    ['2027-03-01', '2027-03-16', null],
    ['2027-03-01', '2027-03-17', '14-days'],
    ['2027-03-17', '2027-03-31', null],
    ['2027-03-31', '2027-04-01', 'expired'],
  ]
  for (const [recordedOn, today, due] of rows) {
    it(`and recorded on ${recordedOn} is due ${due ?? 'nothing'} on ${today}`, () => {
      assert.equal(reminderDue({ validUntil, recordedOn, today }), due)
    })
  }

  it('is looked at on every day on which something may be due', () => {
    for (const [, today, due] of rows) {
      const { from, to } = remindedEnds(today)
      if (due !== null) assert.ok(from <= validUntil && validUntil <= to, today)
    }
  })
})
