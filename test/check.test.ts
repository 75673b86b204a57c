import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import {
  aCheck,
  checkOf,
  checkShown,
  creditOf,
  moneyPost,
  onCheck,
  recorded,
  tasksOf,
} from './support/desk.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('recording a check that pays no order yet', () => {
  it('whose is not known waits for a person and is nobody’s credit', async () => {
    const written = aCheck({ memo: 'For the fall series' })
    const check = await recorded(world, written)
    const shown = await checkShown(world, check)
    assert.deepEqual(
      [shown.stage, shown.cents, shown.restCents, shown.holder, shown.memo, shown.receivedOn],
      ['unattached', 50_000, 50_000, null, 'For the fall series', '2026-11-02'],
    )
    assert.deepEqual(await tasksOf(world, `check:${check}`), [
      { kind: 'check-unattached', facts: { check, cents: 50_000, holder: null } },
    ])
    const todo = `To do: $500.00 of check ${written.number} pays no order`
    for (const administrator of ['ann.archer', 'ben.baker']) {
      const { text } = await world.mail.to(`${administrator}@webinars.example`, todo)
      assert.match(text, /nobody knows yet whose \$500.00 of it is/)
      assert.match(text, /For the fall series/)
      assert.match(text, new RegExp(`/checks/${check}`))
    }
  })

  it('when it is found out whose it is, it is their credit, and they are told', async () => {
    const { id, email } = await member(world)
    const holder = `person:${id}`
    const check = await recorded(world, aCheck())
    await onCheck(world, check, 'attributions', { creditOf: holder })
    assert.equal(await creditOf(world, holder), 50_000)
    assert.equal((await checkShown(world, check)).stage, 'credit')
    const tasks = await tasksOf(world, `check:${check}`)
    assert.deepEqual(tasks, [
      { kind: 'check-unallocated', facts: { check, cents: 50_000, holder } },
    ])
    const { text } = await world.mail.to(email, 'We are holding a credit of $500.00')
    assert.match(text, /we could not tell what it is for/)
  })

  it('with a holder given it is their credit at once', async () => {
    const holder = `person:${(await member(world)).id}`
    await recorded(world, aCheck({ creditOf: holder }))
    assert.equal(await creditOf(world, holder), 50_000)
  })

  it('whose it is can be said once only', async () => {
    const holder = `person:${(await member(world)).id}`
    const check = await recorded(world, aCheck({ creditOf: holder }))
    const again = await moneyPost(world, `/checks/${check}/attributions`, { creditOf: holder })
    assert.equal(again.status, 409)
    assert.match(String(again.body.detail), /^It is known already whose credit this is\./)
    assert.equal(await creditOf(world, holder), 50_000)
  })
})

describe('the same check twice', () => {
  it('is refused with who, when and a link to the first, in any case and with any blanks around', async () => {
    const check = aCheck({ payer: 'Città di Parma', number: 'A-77' })
    const first = await recorded(world, check)
    for (const payer of ['  Città di Parma ', 'CITTÀ DI PARMA', 'città di parma']) {
      const as = world.ben
      const again = await moneyPost(world, '/checks', { ...check, payer, number: ' A-77 ' }, { as })
      assert.equal(again.status, 409)
      assert.match(
        String(again.body.detail),
        /^A check of this payer, number and amount is already recorded by Ann Archer, \w+day, .+: see \/checks\//,
      )
      assert.equal(again.body.check, `http://webinars.example/api/v1/checks/${first}`)
    }
    const { body } = await world.get('/checks?number=A-77', { as: world.ann })
    assert.equal((body.items as object[]).length, 1)
  })

  it('another number, amount or payer is another check', async () => {
    const check = aCheck()
    await recorded(world, check)
    await recorded(world, { ...check, number: `${check.number}-2` })
    await recorded(world, { ...check, cents: 50_001 })
    await recorded(world, { ...check, payer: `${check.payer} of Ohio` })
  })

  it('two administrators at the same instant: one records it, the other is told of that one', async () => {
    const check = aCheck()
    const replies = await Promise.all(
      [world.ann, world.ben, world.ann, world.ben].map((as) =>
        moneyPost(world, '/checks', check, { as }),
      ),
    )
    const first = replies.find(({ status }) => status === 201)
    assert.ok(first)
    const others = replies.filter((reply) => reply !== first)
    for (const other of others) {
      assert.equal(other.status, 409, JSON.stringify(other.body))
      assert.equal(other.body.check, `http://webinars.example/api/v1/checks/${checkOf(first)}`)
    }
    const { body } = await world.get(`/checks?number=${check.number}`, { as: world.ann })
    assert.equal((body.items as object[]).length, 1)
  })

  it('the same request 20 times at once is one check and one answer', async () => {
    const holder = `person:${(await member(world)).id}`
    const check = aCheck({ creditOf: holder })
    const key = randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => moneyPost(world, '/checks', check, { key })),
    )
    await world.quiet()
    assert.equal(new Set(replies.map(({ body }) => body.submission)).size, 1)
    for (const { status } of replies) assert.ok(status === 201 || status === 202)
    assert.equal(await creditOf(world, holder), 50_000)
    const late = await moneyPost(world, '/checks', check, { key })
    assert.deepEqual([late.status, checkOf(late)], [201, checkOf(replies[0] ?? late)])
  })
})

describe('taking a check back', () => {
  it('takes its credit back, frees payer, number and amount, and is refused a second time', async () => {
    const holder = `person:${(await member(world)).id}`
    const check = aCheck({ creditOf: holder })
    const first = await recorded(world, check)
    await onCheck(world, first, 'reversals', { reason: 'typed-wrongly' })
    assert.equal(await creditOf(world, holder), 0)
    assert.deepEqual(await tasksOf(world, `check:${first}`), [])
    const shown = await checkShown(world, first)
    assert.deepEqual([shown.stage, shown.reversalReason], ['reversed', 'typed-wrongly'])
    for (const [what, body] of [
      ['reversals', { reason: 'bounced' }],
      ['attributions', { creditOf: holder }],
    ] as const) {
      const late = await moneyPost(world, `/checks/${first}/${what}`, body, { as: world.ben })
      assert.equal(late.status, 409)
      assert.match(
        String(late.body.detail),
        /^This check was already reversed by Ann Archer, \w+day, /,
      )
    }
    const second = await recorded(world, check)
    assert.notEqual(second, first)
    assert.equal(await creditOf(world, holder), 50_000)
  })

  it('twice at once by two people: one does, the other is told', async () => {
    const check = await recorded(world, aCheck())
    const replies = await Promise.all(
      [world.ann, world.ben].map((as) =>
        moneyPost(world, `/checks/${check}/reversals`, { reason: 'bounced' }, { as }),
      ),
    )
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [201, 409])
  })

  it('of somebody whose credit is shared by many checks leaves the others', async () => {
    const holder = `person:${(await member(world)).id}`
    const checks = await Promise.all(
      Array.from({ length: 8 }, () => recorded(world, aCheck({ creditOf: holder }))),
    )
    assert.equal(await creditOf(world, holder), 8 * 50_000)
    await Promise.all(
      checks.slice(0, 5).map((check) => onCheck(world, check, 'reversals', { reason: 'bounced' })),
    )
    assert.equal(await creditOf(world, holder), 3 * 50_000)
  })
})

describe('looking for checks', () => {
  it('by payer, number and day, the latest first, page by page', async () => {
    const payer = `Rivertown ${randomUUID()}`
    for (const day of ['03', '01', '02']) {
      await recorded(world, aCheck({ payer, receivedOn: `2026-10-${day}` }))
    }
    const list = async (query: string) => {
      const { body } = await world.get(`/checks?payer=${payer.toUpperCase()}${query}`, {
        as: world.ben,
      })
      const items = body.items as { receivedOn: string }[]
      return { days: items.map(({ receivedOn }) => receivedOn.slice(-2)), next: body.next }
    }
    assert.deepEqual(await list(''), { days: ['03', '02', '01'], next: null })
    assert.deepEqual((await list('&from=2026-10-02')).days, ['03', '02'])
    assert.deepEqual((await list('&to=2026-10-01')).days, ['01'])
    const page = await list('&limit=2')
    assert.deepEqual(page.days, ['03', '02'])
    assert.deepEqual((await list(`&limit=2&cursor=${page.next}`)).days, ['01'])
  })
})
