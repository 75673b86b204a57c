import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { formatDate } from '../domain/date.ts'
import { applied, member, somebody } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { dayFromNow, holderUntil, openedBy, passOf } from './support/pass-holder.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
  await catalogue(world)
})
after(() => world.close())

const bringOver = (kind: string, body: object) =>
  world.post(`/carry-overs/${kind}`, body, { as: world.ann })
const ofAddress = async (email: string) => {
  const [row] = await world.sql<{ id: string; stage: string | null; since: string | null }[]>`
    select id, stage, since from people left join memberships on person_id = id where email = ${email}
  `
  return row
}

describe('a member from before', () => {
  it('is a member since then, and hears nothing of it', async () => {
    const person = somebody('Mona Meyer')
    const sent = await bringOver('members', { ...person, memberSince: '2019-05-01' })
    assert.equal(sent.status, 201, JSON.stringify(sent.body))
    const row = await ofAddress(person.email)
    assert.deepEqual([row?.stage, row?.since], ['active', '2019-05-01T04:00:00.000Z'])
    await world.pass('40 days')
    assert.deepEqual(world.mail.subjects(person.email), [])
  })

  it('sent again on a later day, with the same key, is the same member', async () => {
    const { name, email } = somebody('Lotte Later')
    const how = { as: world.ann, key: `bring-over-${email}` }
    const first = await world.post('/carry-overs/members', { name, email }, how)
    const { since } = (await ofAddress(email)) ?? {}
    await world.pass('2 days')
    const again = await world.post('/carry-overs/members', { name, email }, how)
    assert.deepEqual([again.status, again.body], [201, first.body])
    assert.deepEqual((await ofAddress(email))?.since, since)
  })

  it('who is a member or has applied already is refused', async () => {
    for (const person of [await member(world), await applied(world)]) {
      const sent = await bringOver('members', { name: person.name, email: person.email })
      assert.deepEqual(
        [sent.status, sent.body.detail],
        [409, 'This person is a member already, or has applied.'],
      )
    }
  })
})

describe('a pass from before', () => {
  const standings: [number, string, boolean][] = [
    [200, 'active', true],
    [59, 'renewal-open', true],
    [0, 'renewal-open', true],
    [-1, 'grace', true],
    [-30, 'grace', true],
    [-31, 'lapsed', false],
    [-90, 'lapsed', false],
  ]
  for (const [days, stage, isOpen] of standings) {
    it(`whose end is ${days} days away is ${stage}`, async () => {
      const { number, email, endsOn } = await holderUntil(world, days)
      const pass = await passOf(world, number)
      assert.deepEqual([pass.stage, pass.endsOn, pass.carriedOver], [stage, endsOn, true])
      assert.equal((await openedBy(world, number))?.isOpen ?? false, isOpen)
      await world.quiet()
      assert.deepEqual(world.mail.subjects(email), [])
    })
  }

  it('hears of nothing that is over, and of all that is still to come', async () => {
    const { email } = await holderUntil(world, 20)
    await world.pass('32 days')
    const subjects = world.mail.subjects(email)
    assert.match(
      subjects.join('\n'),
      /^Your pass ends in 7 days.*\nYour pass ends today\nYour pass ended on.*$/,
    )
  })

  it('is brought over once', async () => {
    const { email, startsOn, endsOn, number } = await holderUntil(world, 100)
    const again = await bringOver('passes', {
      email: email.toUpperCase(),
      product: 'individual-annual',
      startsOn,
      endsOn,
    })
    assert.deepEqual(
      [again.status, again.body.detail],
      [409, `This person has this pass already, as number ${number}.`],
    )
  })

  it('without a last day has the term of the catalogue, also from 29 February', async () => {
    const startsOn = dayFromNow(world, -10)
    const person = somebody('Theo Term')
    const sent = await bringOver('passes', { ...person, product: 'individual-annual', startsOn })
    const { endsOn } = await passOf(world, String(sent.body.number))
    assert.equal(String(endsOn).slice(0, 4), String(Number(startsOn.slice(0, 4)) + 1))
  })
})

describe('a spreadsheet', () => {
  const send = (path: string, kind: string, csv: string, as = world.ann) =>
    world.post(path, { kind, csv }, { as })

  it('is previewed row by row, and nothing is stored', async () => {
    const known = await member(world)
    const csv = [
      'name,email,memberSince',
      'Nora New,nora.new@library.example,2020-02-29',
      `Known,${known.email},`,
      'No Address,not-an-address,2020-01-01',
      'No Day,no.day@library.example,2021-02-29',
      'Too,many,cells,here',
    ].join('\n')
    const before = await world.sql`select count(*) from submissions`
    const { status, body } = await send('/carry-over-previews', 'members', csv)
    assert.equal(status, 200)
    assert.deepEqual(body.counts, { rows: 5, 'would-apply': 1, refused: 1, wrong: 3 })
    assert.deepEqual(body.rows, [
      {
        line: 2,
        outcome: 'would-apply',
        detail: 'Nora New becomes a member, since February 29, 2020.',
      },
      {
        line: 3,
        outcome: 'refused',
        detail: 'This person is a member already, or has applied.',
      },
      {
        line: 4,
        outcome: 'wrong',
        errors: [
          {
            field: 'email',
            message: 'This is not an email address: it should look like name@library.org.',
          },
        ],
      },
      {
        line: 5,
        outcome: 'wrong',
        errors: [
          { field: 'memberSince', message: 'Please give a date that exists, as YYYY-MM-DD.' },
        ],
      },
      {
        line: 6,
        outcome: 'wrong',
        errors: [
          {
            field: 'row',
            message:
              'This row has 4 cells, and the heading 3. A cell with a comma in it needs quotation marks.',
          },
        ],
      },
    ])
    assert.deepEqual(await world.sql`select count(*) from submissions`, before)
    assert.equal(await ofAddress('nora.new@library.example'), undefined)
  })

  it('brings over what is right and says what is not; sent again it changes nothing', async () => {
    const people = [somebody('Ona Ortiz'), somebody('Olga "Olly" Oster')]
    const csv = [
      '\uFEFFEmail,Name,Organisation',
      `${people[0]?.email},Ona Ortiz,"Library, Main Branch"`,
      '',
      ',,',
      `${people[1]?.email},"Olga ""Olly"" Oster",\0`,
      'nobody,Nobody,',
    ].join('\r\n')
    const first = await send('/carry-overs', 'members', csv)
    assert.equal(first.status, 201, JSON.stringify(first.body))
    assert.deepEqual(first.body.counts, { rows: 3, applied: 2, wrong: 1 })
    const again = await send('/carry-overs', 'members', csv)
    assert.deepEqual(again.body, first.body)
    for (const { email } of people) assert.equal((await ofAddress(email))?.stage, 'active')
    const [row] = await world.sql`
      select organisation, memberships.name from memberships join people on id = person_id
      where email = ${String(people[0]?.email)}
    `
    assert.deepEqual({ ...row }, { organisation: 'Library, Main Branch', name: 'Ona Ortiz' })
    await world.quiet()
    assert.deepEqual(
      people.flatMap(({ email }) => world.mail.subjects(email)),
      [],
    )
  })

  it('the same row twice is one pass; sent by another administrator it is refused', async () => {
    const { email } = somebody('Rita Row')
    const startsOn = dayFromNow(world, -30)
    const row = `${email},individual-annual,${startsOn}`
    const csv = `email,product,startsOn\n${row}\n${row}`
    const { body } = await send('/carry-overs', 'passes', csv)
    assert.deepEqual(body.counts, { rows: 2, applied: 1, wrong: 1 })
    const [first, second] = body.rows as { subject: string; errors: object[] }[]
    assert.deepEqual(second?.errors, [
      { field: 'row', message: 'This is about the same as line 2.' },
    ])
    const other = await send('/carry-overs', 'passes', csv, world.ben)
    assert.deepEqual(other.body.counts, { rows: 2, refused: 1, wrong: 1 })
    const number = first?.subject.slice('pass:'.length)
    const preview = await send('/carry-over-previews', 'passes', csv)
    assert.deepEqual((preview.body.rows as object[])[0], {
      line: 2,
      outcome: 'refused',
      detail: `This person has this pass already, as number ${number}.`,
    })
  })

  it('the preview of a pass says until when it is valid and how it stands', async () => {
    const startsOn = dayFromNow(world, -330)
    const endsOn = dayFromNow(world, 30)
    const csv = `name,email,product,startsOn,endsOn\nVal Vid,val@library.example,individual-annual,${startsOn},${endsOn}`
    const { body } = await send('/carry-over-previews', 'passes', csv)
    assert.deepEqual(body.rows, [
      {
        line: 2,
        outcome: 'would-apply',
        detail: `Val Vid has a pass until ${formatDate(endsOn)}, which can be renewed now.`,
      },
    ])
  })

  it('what cannot be applied in time is received, and applied by itself', async () => {
    await world.stopWorker()
    const people = Array.from({ length: 3 }, () => somebody('Wanda Wait'))
    const csv = ['name,email', ...people.map(({ name, email }) => `${name},${email}`)].join('\n')
    const { status, body } = await send('/carry-overs', 'members', csv)
    assert.deepEqual([status, body.counts], [202, { rows: 3, received: 3 }])
    await world.startWorker()
    await world.pass('15 seconds')
    await world.sweep()
    await world.quiet()
    for (const { email } of people) assert.equal((await ofAddress(email))?.stage, 'active')
  })
})
