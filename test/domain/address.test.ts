import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type AddressSnapshot, type AddressStage, decideAddress } from '../../domain/address.ts'
import { noErrands } from '../../domain/process.ts'

const at = '2026-10-01T12:00:00Z'
const open: AddressSnapshot = {
  stage: 'open',
  change: 'change-1',
  expiresAt: '2026-10-02T12:00:00Z',
  proven: [],
  isTaken: false,
  settledBy: null,
  asksToday: 1,
  awaiting: 'person',
  awaitingSince: '2026-10-01T10:00:00Z',
  dueAt: '2026-10-02T12:00:00Z',
  timers: [],
  ...noErrands,
}
const yes = (side: 'old' | 'new') => ({ kind: 'proveAddress', change: 'change-1', side }) as const

describe('an email address changes', () => {
  it('when both mailboxes have said yes, whichever was first', () => {
    assert.deepEqual(decideAddress(open, yes('old'), at), { write: 'proveOneAddress', side: 'old' })
    assert.deepEqual(decideAddress({ ...open, proven: ['old'] }, yes('new'), at), {
      write: 'changeAddress',
      side: 'new',
    })
    assert.deepEqual(decideAddress({ ...open, proven: ['new'] }, yes('old'), at), {
      write: 'changeAddress',
      side: 'old',
    })
  })

  it('not by one mailbox that says yes twice', () => {
    const decided = decideAddress({ ...open, proven: ['new'] }, yes('new'), at)
    assert.deepEqual(decided, { refused: 'address-proven', side: 'new' })
  })

  it('not when somebody else has come to the new one', () => {
    const decided = decideAddress({ ...open, proven: ['new'], isTaken: true }, yes('old'), at)
    assert.deepEqual(decided, { refused: 'address-taken' })
  })

  it('not after a day, to the second', () => {
    const last = decideAddress(open, yes('old'), '2026-10-02T11:59:59Z')
    assert.deepEqual(last, { write: 'proveOneAddress', side: 'old' })
    for (const late of [open.expiresAt, '2026-10-02T12:00:00.000Z', '2026-10-03T00:00:00Z']) {
      const decided = decideAddress(open, yes('old'), late)
      assert.deepEqual(decided, { refused: 'address-expired', at: open.expiresAt })
    }
  })

  it('not by a link of an earlier wish, nor where nothing was asked', () => {
    const earlier = { kind: 'proveAddress', change: 'change-0', side: 'old' } as const
    assert.deepEqual(decideAddress(open, earlier, at), { refused: 'address-replaced' })
    assert.deepEqual(decideAddress(null, yes('old'), at), { refused: 'address-replaced' })
  })

  for (const stage of ['changed', 'withdrawn', 'expired'] satisfies AddressStage[]) {
    it(`not once more after it was ${stage}`, () => {
      const decided = decideAddress({ ...open, stage }, yes('old'), at)
      assert.deepEqual(decided, { refused: `address-${stage}`, by: null, at: open.awaitingSince })
    })
  }
})

describe('a wish for another address', () => {
  it('replaces the one before, five times a day', () => {
    const ask = { kind: 'askAddress' } as const
    assert.deepEqual(decideAddress(null, ask, at), { write: 'openAddressChange' })
    assert.deepEqual(decideAddress({ ...open, asksToday: 4 }, ask, at), {
      write: 'openAddressChange',
    })
    assert.deepEqual(decideAddress({ ...open, asksToday: 5 }, ask, at), {
      refused: 'address-asked-too-often',
      limit: 5,
    })
  })
})
