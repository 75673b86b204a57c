import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import { csvRows, decimal } from '../api/csv.ts'
import { catalogue } from './support/catalogue.ts'
import { accepted, done, type Purchase, paid, reversed, shown } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const bomb = '=HYPERLINK("https://evil.example";"Click")'

let world: World
let open: Purchase
before(async () => {
  world = await openWorld({ skipsTime: true })
  const webinar = await (await catalogue(world)).webinar({ startsInDays: 600 })
  const name = { name: bomb, email: 'bomb@library.example' }
  const full = await accepted(world, webinar, { buyer: name, organisation: '+1 Library' })
  open = await accepted(world, webinar, { organisation: '@Library “of” us, "quoted"' })
  await paid(world, [
    [full, 40_000],
    [open, 10_000],
  ])
  const again = await accepted(world, webinar, { organisation: 'ספרייה' })
  await reversed(world, await paid(world, [[again, 32_500]]))
  const credited = await accepted(world, webinar, { organisation: '+1 Library' })
  await done(world, credited, 'credit-applications', { cents: 5_000 })
  await done(world, credited, 'credit-payouts', { cents: 2_500, how: 'Check 12' })
  await done(world, await accepted(world, webinar), 'cancellations', { reason: 'Not needed.' })
  await world.quiet()
})
after(() => world.close())

const day = (days = 0) =>
  new Date(world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

async function rowsOf(name: string, query = ''): Promise<Record<string, string>[]> {
  const reply = await world.app.request(`/api/v1/exports/${name}.csv${query}`, {
    headers: { authorization: `Bearer ${world.ann}` },
  })
  assert.equal(reply.status, 200)
  assert.match(reply.headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await reply.arrayBuffer())
  assert.ok(text.startsWith('\uFEFF"'), 'no byte order mark')
  assert.ok(text.endsWith('\r\n'))
  return parse(text, { bom: true, columns: true }) as Record<string, string>[]
}

const centsOf = (rows: Record<string, string>[], column = 'amount') =>
  rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 100), 0)

async function totals(name: string, query = '') {
  const { status, body } = await world.get(`/exports/${name}/totals${query}`, { as: world.ann })
  assert.equal(status, 200, JSON.stringify(body))
  return body as { rows: number; cents: number; kinds: { kind: string; cents: number }[] }
}

async function booked(statement: string): Promise<number> {
  const [row] = await world.sql.unsafe(statement)
  return Number(row?.cents)
}

async function openOfBalances(): Promise<number> {
  const { body } = await world.get('/balances?limit=200', { as: world.ann })
  const items = body.items as { openCents: number }[]
  return items.reduce((sum, { openCents }) => sum + openCents, 0)
}

describe('payments.csv', () => {
  it('holds every movement of money, and adds up to what orders keep and credit holds', async () => {
    const rows = await rowsOf('payments')
    const held = await booked(`
      select (select sum(case kind when 'payment' then cents when 'reversal' then -cents else 0 end) from ledger_entries)
        - (select coalesce(sum(cents), 0) from credit_entries where kind = 'paid-out') as cents
    `)
    assert.equal(centsOf(rows), held)
    const { rows: count, cents } = await totals('payments')
    assert.deepEqual([count, cents], [rows.length, held])
  })

  it('names the check, whoever sent it, the order and its invoice', async () => {
    const [row] = (await rowsOf('payments')).filter(({ order }) => order === open.number)
    assert.ok(row)
    const { number } = await shown(world, open)
    assert.equal(row.order, number)
    assert.equal(row.method, 'check')
    assert.match(String(row.reference), /^\d{4}$/)
    assert.match(String(row.payer), /^Payer \d{4}$/)
    assert.match(String(row.invoice), /^1\d{3}$/)
    assert.equal(row.amount, '100.00')
    assert.equal(row.currency, 'USD')
  })

  it('is of the days that are asked for', async () => {
    assert.deepEqual(await rowsOf('payments', `?from=2020-01-01&to=2020-12-31`), [])
    assert.equal((await totals('payments', `?to=2020-12-31`)).rows, 0)
    const all = await rowsOf('payments')
    assert.deepEqual(await rowsOf('payments', `?from=${day(-1)}&to=${day(1)}`), all)
  })
})

describe('a hundred thousand rows', () => {
  it('come while others are answered', async () => {
    const many = 100_000
    await world.sql`
      insert into ledger_entries (id, order_number, kind, cents, submission, at)
      select gen_random_uuid(), ${open.number}, 'credit-in', 1, 'many', '2021-01-01' from generate_series(1, ${many})
    `
    try {
      const exporting = rowsOf('payments', '?to=2021-12-31')
      assert.equal((await world.get(`/orders/${open.number}/seats`, { as: world.ann })).status, 200)
      assert.equal((await exporting).length, many)
      assert.equal((await totals('payments', '?to=2021-12-31')).cents, many)
    } finally {
      await world.sql`delete from ledger_entries where submission = 'many'`
    }
  })
})

describe('deposits.csv', () => {
  it('holds each check of a slip, and adds up to the slip', async () => {
    const checks = [12_500, 20_050].map((cents, nth) => ({
      payer: `=Payer ${nth}`,
      number: `D-${nth}`,
      receivedOn: day(-2),
      cents,
      creditOf: null,
    }))
    const slip = { bankedOn: day(-1), totalCents: 32_550, checks }
    const sent = await world.post('/deposits', slip, { as: world.ann, key: randomUUID() })
    assert.equal(sent.status, 201, JSON.stringify(sent.body))
    await world.quiet()
    const rows = await rowsOf('deposits', `?from=${day(-1)}&to=${day(-1)}`)
    assert.deepEqual(rows.map(({ payer, check, amount }) => [payer, check, amount]).sort(), [
      ["'=Payer 0", 'D-0', '125.00'],
      ["'=Payer 1", 'D-1', '200.50'],
    ])
    assert.equal((await totals('deposits')).cents, 32_550)
  })
})

describe('invoices.csv', () => {
  it('holds every invoice; what stands adds up to what is charged', async () => {
    const rows = await rowsOf('invoices')
    const { kinds, cents } = await totals('invoices')
    assert.equal(centsOf(rows), cents)
    const standing = kinds.find(({ kind }) => kind === 'standing')?.cents
    assert.equal(
      standing,
      await booked(`
        select sum(case kind when 'charge' then cents when 'credit-note' then -cents end) as cents from ledger_entries
      `),
    )
    assert.equal(rows.filter(({ state }) => state === 'void').length, 1)
  })
})

describe('open-items.csv, ageing and balances', () => {
  it('are the same money', async () => {
    const rows = await rowsOf('open-items')
    const { cents } = await totals('open-items')
    const { body } = await world.get('/ageing', { as: world.ann })
    const { openCents } = body.totals as { openCents: number }
    assert.deepEqual(
      [cents, openCents, await openOfBalances()],
      [centsOf(rows), centsOf(rows), centsOf(rows)],
    )
    assert.ok(cents > 0)
  })

  it('what is open grows older, by who owes it', async () => {
    const { organisation } = (await shown(world, open)) as { organisation: { id: string } }
    const ageOn = async (days: number) => {
      const { body } = await world.get(`/ageing?asOf=${day(days)}`, { as: world.ann })
      const holders = body.holders as Record<string, number | string>[]
      const mine = holders.find(({ holder }) => holder === `organisation:${organisation.id}`)
      return Object.entries(mine ?? {}).filter(([age, cents]) => /\d|due/.test(age) && cents !== 0)
    }
    const owed = 22_500
    assert.deepEqual(await ageOn(1), [['not-due', owed]])
    assert.deepEqual(await ageOn(45), [['0-30', owed]])
    assert.deepEqual(await ageOn(75), [['31-60', owed]])
    assert.deepEqual(await ageOn(105), [['61-90', owed]])
    assert.deepEqual(await ageOn(200), [['over-90', owed]])
    assert.deepEqual(await ageOn(-100), [])
  })
})

describe('a statement', () => {
  it('names each open order with what was paid on it, and the credit', async () => {
    const { organisation } = (await shown(world, open)) as { organisation: { id: string } }
    const { body } = await world.get(`/statements?organisation=${organisation.id}`, {
      as: world.ann,
    })
    const [item] = body.items as Record<string, unknown>[]
    assert.equal((body.items as unknown[]).length, 1)
    assert.equal(item?.order, open.number)
    assert.deepEqual(
      [item?.chargedCents, item?.feesCents, item?.receivedCents, item?.openCents, item?.age],
      [32_500, 0, 10_000, 22_500, 'not-due'],
    )
    assert.equal(body.creditCents, 0)
  })

  it('is mailed to whoever pays, or to the address that is given', async () => {
    const send = (body: object) => world.post('/statements', body, { as: world.ann })
    assert.equal((await send({ order: open.number })).status, 201)
    const mail = await world.mail.to(open.buyer.email, 'Statement of @Library')
    assert.match(mail.subject, /\$225\.00 is open/)
    assert.match(mail.text ?? '', /\$100\.00 received/)
    const { organisation } = (await shown(world, open)) as { organisation: { id: string } }
    const sendTo = 'treasurer@city.example'
    assert.equal((await send({ organisation: organisation.id, sendTo })).status, 201)
    await world.mail.to(sendTo, 'Statement of')
    assert.equal((await send({ order: '999999' })).status, 422)
    assert.equal((await send({ order: open.number, sendTo: 'nobody' })).status, 422)
    assert.equal((await send({})).status, 422)
  })

  it('is of one that there is', async () => {
    const ask = (query: string) => world.get(`/statements${query}`, { as: world.ann })
    const nobody = '00000000-0000-4000-8000-000000000000'
    assert.equal((await ask(`?organisation=${nobody}`)).status, 404)
    assert.equal((await ask(`?organisation=${nobody}&person=${nobody}`)).status, 422)
    assert.equal((await ask('')).status, 422)
  })
})

describe('what a spreadsheet would run', () => {
  it('is text: formulas, signs and at-signs of names', async () => {
    const cells = (await rowsOf('payments')).flatMap((row) => Object.values(row))
    const signed = cells.filter((cell) => /^[=+@\t]/.test(cell))
    assert.deepEqual(signed, [])
    assert.ok(cells.includes("'+1 Library"))
    assert.ok((await rowsOf('open-items')).some(({ organization }) => organization === 'ספרייה'))
  })

  const table: [what: string, cell: string, shown: string][] = [
    ['a formula', bomb, `'${bomb}`],
    ['a plus', '+1', "'+1"],
    ['a minus', '-1', "'-1"],
    ['an at-sign', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab first', '\t=1', "'=1"],
    ['a full-width equals sign', '＝1', "'＝1"],
    ['quotes', 'the "big" one', 'the "big" one'],
    ['lines', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['NUL', '=\u0000cmd', "'=cmd"],
    ['marks that turn the direction', '\u202E=1\u2066', "'=1"],
    ['another script', 'ספרייה العربية 図書館', 'ספרייה العربية 図書館'],
    ['a delimiter', 'a,b;c', 'a,b;c'],
  ]
  for (const [what, cell, shownAs] of table) {
    it(what, () => {
      const [[first, amount] = []] = parse(csvRows([[cell, -500]])) as string[][]
      assert.deepEqual([first, amount], [shownAs, '-5.00'])
    })
  }

  it('amounts are exact to the cent', () => {
    for (const [cents, text] of [
      [0, '0.00'],
      [5, '0.05'],
      [-5, '-0.05'],
      [32_500, '325.00'],
      [9_007_199_254_740_991, '90071992547409.91'],
    ] as const) {
      assert.equal(decimal(cents), text)
    }
  })
})

describe('the books', () => {
  it('are for administrators, and for days that there are', async () => {
    for (const path of ['/exports/payments.csv', '/exports/open-items/totals', '/ageing']) {
      assert.equal((await world.get(path)).status, 401)
    }
    const wrong = (query: string) =>
      world.get(`/exports/invoices/totals${query}`, { as: world.ann })
    assert.equal((await wrong('?from=2026-02-30')).status, 422)
    assert.equal((await wrong('?from=2026-02-02&to=2026-02-01')).status, 422)
    assert.equal((await wrong('?form=2026-02-02')).status, 422)
    assert.equal((await world.get('/ageing?asOf=yesterday', { as: world.ann })).status, 422)
  })
})
