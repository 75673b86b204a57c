import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addDays } from '../domain/date.ts'
import { tokenFor } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { holderUntil, openedBy, passOf, passUntil } from './support/pass-holder.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
  await catalogue(world)
})
after(() => world.close())

describe('a pass that nobody renews', () => {
  it('is reminded of 60, 30, 7 and 0 days before its end, in grace after 7 and 21, and lapses', async () => {
    const { number, email, endsOn } = await holderUntil(world, 364)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(email), [])
    const days: [number, string, number, boolean][] = [
      [-61, 'active', 0, true],
      [-60, 'renewal-open', 1, true],
      [-31, 'renewal-open', 1, true],
      [-30, 'renewal-open', 2, true],
      [-7, 'renewal-open', 3, true],
      [0, 'renewal-open', 4, true],
      [1, 'grace', 4, true],
      [7, 'grace', 5, true],
      [21, 'grace', 6, true],
      [30, 'grace', 6, true],
      [31, 'lapsed', 7, false],
      [90, 'lapsed', 7, false],
      [91, 'ended', 7, false],
    ]
    const seen = []
    for (const [day] of days) {
      await passUntil(world, addDays(endsOn, day))
      const { stage } = await passOf(world, number)
      const grant = await openedBy(world, number)
      seen.push([day, stage, world.mail.subjects(email).length, grant?.isOpen])
    }
    assert.deepEqual(seen, days)
    assert.deepEqual(
      world.mail.subjects(email).map((subject) => subject.replace(/\w+ \d+, \d{4}/, 'DATE')),
      [
        'Your pass ends in 60 days, on DATE',
        'Your pass ends in 30 days, on DATE',
        'Your pass ends in 7 days, on DATE',
        'Your pass ends today',
        'Your pass ended on DATE. You can still renew it',
        'Your pass ended on DATE. You can still renew it',
        'Your pass has lapsed',
      ],
    )
  })
})

describe('at its end', () => {
  it('the mails that are counted in days go out at nine, and the turns are at midnight', async () => {
    const { number } = await holderUntil(world, 61)
    await world.pass('110 days')
    const clock = await world.sql<{ kind: string; hour: number }[]>`
      select kind, extract(hour from received_at at time zone 'America/New_York')::integer as hour
      from submissions
      where subject = ${`pass:${number}`} and actor = 'clock'
      order by position
    `
    assert.deepEqual(
      clock.map(({ kind, hour }) => [kind, hour]),
      [
        ['open-renewal', 0],
        ['renewal-60', 9],
        ['renewal-30', 9],
        ['renewal-7', 9],
        ['renewal-0', 9],
        ['end-term', 0],
        ['grace-7', 9],
        ['grace-21', 9],
        ['lapse', 0],
      ],
    )
  })

  it('a holder who has cancelled is reminded of nothing, and it ends with the term', async () => {
    const { number, email } = await holderUntil(world, 40)
    await world.pass('11 days')
    const token = await tokenFor(world, email, 'Your pass ends in 30 days')
    const own = `/passes/${number}/cancellations?token=${token}`
    assert.equal((await world.post(own, {})).status, 201)
    await world.mail.to(email, 'Your pass will end on')
    assert.deepEqual((await passOf(world, number)).atEnd, {
      what: 'ends',
      endsOn: (await passOf(world, number)).endsOn,
    })
    const again = await world.post(own, {})
    assert.deepEqual(
      [again.status, again.body.detail],
      [409, 'This pass will already end with its term.'],
    )
    await world.pass('60 days')
    assert.equal((await passOf(world, number)).stage, 'ended')
    assert.equal((await openedBy(world, number))?.isOpen, false)
    assert.equal(world.mail.subjects(email).length, 2)
  })

  it('a holder may keep it after all, and is reminded of what is still to come', async () => {
    const { number, email } = await holderUntil(world, 40)
    await world.post(`/passes/${number}/cancellations`, {}, { as: world.ann })
    await world.pass('20 days')
    const kept = await world.post(`/passes/${number}/cancellation-undos`, {}, { as: world.ann })
    assert.equal(kept.status, 201)
    const again = await world.post(`/passes/${number}/cancellation-undos`, {}, { as: world.ann })
    assert.equal(again.status, 409)
    await world.pass('25 days')
    assert.equal((await passOf(world, number)).stage, 'grace')
    assert.deepEqual(
      world.mail
        .subjects(email)
        .slice(1)
        .map((subject) => subject.slice(0, 21)),
      ['Your pass ends in 7 d', 'Your pass ends today'],
    )
  })
})

describe('a pass that an administrator suspends', () => {
  it('opens nothing and is reminded of nothing until it is resumed', async () => {
    const { number, email } = await holderUntil(world, 40)
    const post = (what: string, body: object = {}) =>
      world.post(`/passes/${number}/${what}`, body, { as: world.ann })
    assert.equal((await post('suspensions', { reason: 'Shared with others.' })).status, 201)
    assert.equal((await openedBy(world, number))?.isOpen, false)
    assert.match(
      String((await post('suspensions', { reason: 'Again.' })).body.detail),
      /suspended already/,
    )
    await world.pass('20 days')
    assert.deepEqual(world.mail.subjects(email), [])
    assert.equal((await post('suspension-undos')).status, 201)
    assert.equal((await openedBy(world, number))?.isOpen, true)
    assert.equal((await post('suspension-undos')).status, 409)
    await world.pass('14 days')
    assert.equal(world.mail.subjects(email).length, 1)
  })
})
