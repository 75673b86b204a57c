import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { somebody } from './support/applicant.ts'
import { type CatalogueThere, catalogue, draft } from './support/catalogue.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let sold: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  sold = await catalogue(world)
})
after(() => world.close())

const past = (more: object = {}) =>
  draft({
    slug: `past-${randomUUID().slice(0, 8)}`,
    startsAt: '2022-10-06T14:00:00',
    recordingUrl: 'https://recordings.example/harassment',
    recordingMinutes: 61,
    slidesUrl: 'https://slides.example/harassment.pdf',
    ...more,
  })
const bringOver = (kind: string, body: object) =>
  world.post(`/carry-overs/${kind}`, body, { as: world.ann })

/** A webinar from before; its slug. */
async function pastWebinar(): Promise<string> {
  const body = past()
  const sent = await bringOver('webinars', body)
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return String(body.slug)
}

const grantsOf = (email: string) => world.sql<{ webinar: string; opens: string }[]>`
  select webinar, opens from grants join people on people.id = person_id
  where email = ${email} and ended_at is null
  order by opens
`

describe('a webinar from before', () => {
  it('is a recording that is sold, with its slides', async () => {
    const slug = await pastWebinar()
    const [row] = await world.sql`
      select stage, starts_at, recording_url, recording_minutes, slides_url, carried_over
      from webinars where slug = ${slug}
    `
    assert.deepEqual(
      { ...row },
      {
        stage: 'recorded',
        starts_at: '2022-10-06T18:00:00.000Z',
        recording_url: 'https://recordings.example/harassment',
        recording_minutes: 61,
        slides_url: 'https://slides.example/harassment.pdf',
        carried_over: true,
      },
    )
  })

  it('is brought over once', async () => {
    const slug = await pastWebinar()
    const again = await bringOver('webinars', past({ slug }))
    assert.equal(again.status, 409)
    const preview = await world.post(
      '/carry-over-previews',
      {
        kind: 'webinars',
        csv: [
          'slug,title,presenter,priceList,series,overview,startsAt,timeZone,minutes,recordingUrl',
          `${slug},A,steve-albrecht,2022,,B,2022-10-06T14:00,America/New_York,60,https://a.example`,
          `new-one,A,steve-albrecht,2022,library-safety|essential-library-leadership,B,2022-10-06T14:00,America/New_York,,https://a.example`,
        ].join('\n'),
      },
      { as: world.ann },
    )
    assert.deepEqual(preview.body.rows, [
      { line: 2, outcome: 'refused', detail: 'There is a webinar with this slug already.' },
      { line: 3, outcome: 'would-apply', detail: '“A” is sold as a recording.' },
    ])
  })

  const wrong: [string, object, string, RegExp][] = [
    ['no recording', { recordingUrl: undefined }, 'recordingUrl', /^Please give a web address\.$/],
    ['no such presenter', { presenter: 'nobody' }, 'presenter', /^There is no such presenter/],
    ['no such price list', { priceList: '1999' }, 'priceList', /^There is no such price list/],
    ['no such series', { series: ['none'] }, 'series', /^There is no series “none”/],
    ['one to come', { startsAt: '2099-01-01T14:00:00' }, 'startsAt', /^This webinar is not over/],
    [
      'a start that is none',
      { startsAt: '2022-03-13T02:30:00' },
      'startsAt',
      /clocks are put forward/,
    ],
    ['a start that is two', { startsAt: '2022-11-06T01:30:00' }, 'startsAt', /clocks are put back/],
    ['no time zone', { timeZone: 'Eastern' }, 'timeZone', /^Please give a time zone/],
  ]
  for (const [what, more, field, message] of wrong) {
    it(`with ${what}`, async () => {
      const answer = await bringOver('webinars', past(more))
      assert.equal(answer.status, 422)
      const [error] = answer.body.errors as { field: string; message: string }[]
      assert.equal(error?.field, field)
      assert.match(String(error?.message), message)
    })
  }
})

describe('a place from before', () => {
  it('opens the recording for ever, and nobody is mailed about it', async () => {
    const webinar = await pastWebinar()
    const { email, name } = somebody('Gina Grant')
    const sent = await bringOver('registrations', { webinar, email, name })
    assert.equal(sent.status, 201, JSON.stringify(sent.body))
    const again = await bringOver('registrations', { webinar, email })
    assert.equal(again.status, 201)
    assert.deepEqual(
      (await grantsOf(email)).map(({ opens }) => opens),
      ['live', 'recording'],
    )
    await world.pass('400 days')
    assert.deepEqual(world.mail.subjects(email), [])
    assert.equal((await grantsOf(email)).length, 2)
  })

  it('by spreadsheet, for many at once', async () => {
    const webinar = await pastWebinar()
    const people = Array.from({ length: 30 }, () => somebody('Many Meyer'))
    const rows = people.map(({ email }) => `${webinar},${email}`)
    const csv = ['webinar,email', ...rows, 'not-there,somebody@library.example'].join('\n')
    const { body } = await world.post(
      '/carry-overs',
      { kind: 'registrations', csv },
      { as: world.ann },
    )
    assert.deepEqual((body.rows as object[]).at(-1), {
      line: 32,
      outcome: 'wrong',
      errors: [
        { field: 'webinar', message: 'There is no such webinar; please bring it over first.' },
      ],
    })
    await world.quiet()
    const [row] = await world.sql<{ count: number }[]>`
      select count(*) from registrations where webinar = ${webinar} and can_watch
    `
    assert.equal(row?.count, 30)
    assert.deepEqual(
      people.flatMap(({ email }) => world.mail.subjects(email)),
      [],
    )
  })

  it('in a webinar that is still to come is reminded of like any other', async () => {
    const webinar = await sold.webinar({ startsInDays: 5 })
    const { email } = somebody('Ute Upcoming')
    assert.equal((await bringOver('registrations', { webinar, email })).status, 201)
    await world.post(
      `/webinars/${webinar}/join-details`,
      { url: 'https://meet.example/1' },
      { as: world.ann },
    )
    await world.pass('6 days')
    assert.ok(world.mail.subjects(email).length >= 2, world.mail.subjects(email).join())
  })
})
