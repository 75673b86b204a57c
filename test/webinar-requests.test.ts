import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { attendee } from './support/attendee.ts'
import { catalogue, draft } from './support/catalogue.ts'
import { host, recording, room, slides } from './support/host.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let webinar: Awaited<ReturnType<typeof catalogue>>['webinar']
let desk: ReturnType<typeof host>
let onSale = ''
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = (await catalogue(world)).webinar
  desk = host(world)
  onSale = await webinar()
})
after(() => world.close())

const rowsThere = async () => {
  const [row] = await world.sql`
    select (select count(*) from submissions) as submissions, (select count(*) from webinars) as webinars
  `
  return row
}

/** Sends it as an administrator, and asserts the sentence for the one field, and that nothing was kept. */
async function refusedField(path: string, body: object, field: string, sentence: string) {
  const before = await rowsThere()
  const reply = await world.post(path, body, { as: world.ann })
  assert.equal(reply.status, 422, JSON.stringify(reply.body))
  assert.deepEqual(reply.body.errors, [{ field, message: sentence }])
  assert.deepEqual(await rowsThere(), before)
}

const newDraft = (more: object) =>
  draft({ slug: 'new-one', startsAt: '2030-06-03T14:00:00', ...more })

describe('a webinar with one field that is wrong', () => {
  const start = 'Please give the local start, such as 2026-12-10T14:00:00.'
  const rows: [field: string, value: unknown, sentence: string][] = [
    ['slug', 'Not A Slug', 'Please give lower-case letters, digits and hyphens.'],
    ['slug', 'x'.repeat(101), 'Please keep it to 100 characters.'],
    ['title', '', 'Please give the title.'],
    ['title', 'Calm\nDesks', 'Please remove line breaks and control characters.'],
    ['overview', 7, 'Please give an overview.'],
    ['agenda', 'one, two', 'Please give a list of points.'],
    ['series', ['nobody-knows-it'], 'There is no series “nobody-knows-it”.'],
    ['presenter', 'nobody', 'There is no presenter “nobody”.'],
    ['priceList', '1999', 'There is no price list “1999”.'],
    ['minutes', 0, 'Please give at least 1 minute.'],
    ['minutes', 1441, 'Please give at most 1440 minutes.'],
    ['minutes', 59.5, 'Please give a whole number of minutes.'],
    ['timeZone', 'Mars/Olympus', 'Please give a time zone such as America/New_York.'],
    ['timeZone', 'EST5EDT4', 'Please give a time zone such as America/New_York.'],
    ['startsAt', '2030-06-03T18:00:00Z', start],
    ['startsAt', undefined, start],
    [
      'startsAt',
      '2030-02-30T14:00:00',
      'There is no 2030-02-30 14:00:00: please give a date and time that exist.',
    ],
    [
      'startsAt',
      '2027-03-14T02:30:00',
      'There is no 2027-03-14 02:30:00 in America/New_York: the clocks are put forward then. Please give another time.',
    ],
    [
      'startsAt',
      '2027-11-07T01:30:00',
      'There are two times 2027-11-07 01:30:00 in America/New_York, because the clocks are put back then: Sunday, November 7, 2027, 1:30 AM EDT, and Sunday, November 7, 2027, 1:30 AM EST. Please give another time.',
    ],
    ['isFree', true, 'There is no field “isFree”.'],
  ]
  for (const [field, value, sentence] of rows) {
    it(`${field} = ${JSON.stringify(value)?.slice(0, 40)} is named with a sentence`, () =>
      refusedField('/webinars', newDraft({ [field]: value }), field, sentence))
  }
})

describe('what is sent to a webinar', () => {
  const https = 'Please give a web address that begins with https://.'
  const rows: [what: string, body: object, field: string, sentence: string][] = [
    ['join-details', {}, 'url', 'Please give a web address.'],
    ['join-details', { url: 'http://meet.example' }, 'url', https],
    ['join-details', { url: 'javascript:alert(1)' }, 'url', https],
    [
      'join-details',
      { ...room, notes: 'x'.repeat(2_001) },
      'notes',
      'Please keep the notes to 2000 characters.',
    ],
    ['slides', { url: 'not a web address' }, 'url', https],
    ['recordings', { url: recording.url }, 'minutes', 'Please give a whole number of minutes.'],
    ['recordings', { ...recording, minutes: -5 }, 'minutes', 'Please give at least 1 minute.'],
    ['changes', {}, 'body', 'Please give what shall change.'],
    [
      'changes',
      { startsAt: '2030-06-03T14:00:00' },
      'startsAt',
      'Please give the start and its time zone together.',
    ],
    ['publications', { now: true }, 'now', 'There is no field “now”.'],
  ]
  for (const [what, body, field, sentence] of rows) {
    it(`${what} ${JSON.stringify(body).slice(0, 50)} is refused with a sentence`, () =>
      refusedField(`/webinars/${onSale}/${what}`, body, field, sentence))
  }
})

describe('the catalogue with one field that is wrong', () => {
  const list = {
    slug: 'a-list',
    individualCents: 9_900,
    teamTiers: [],
    groupShowingCents: null,
    institutionCents: null,
    includes: ['recording'],
  }
  const pass = {
    slug: 'a-pass',
    title: 'A pass',
    priceCents: 100,
    termMonths: 12,
    opensPresenter: 'steve-albrecht',
  }
  const tier = { minimumSeats: 3, seatCents: 7_500 }
  const rows: [path: string, body: object, field: string, sentence: string][] = [
    [
      '/presenters',
      { slug: 'someone', name: '', biography: 'x' },
      'name',
      'Please give the presenter’s name.',
    ],
    ['/series', { slug: 'one', title: ' ' }, 'title', 'Please give the title of the series.'],
    [
      '/price-lists',
      { ...list, individualCents: 0 },
      'individualCents',
      'Please give an amount above zero, in cents.',
    ],
    [
      '/price-lists',
      { ...list, individualCents: 99.5 },
      'individualCents',
      'Please give whole cents.',
    ],
    [
      '/price-lists',
      { ...list, includes: ['lunch'] },
      'includes.0',
      'Please give some of: recording, slides, certificate, forum.',
    ],
    [
      '/price-lists',
      { ...list, includes: ['slides', 'slides'] },
      'includes',
      'Please give each only once.',
    ],
    [
      '/price-lists',
      { ...list, teamTiers: [tier, tier] },
      'teamTiers',
      'Please give each number of seats only once.',
    ],
    [
      '/price-lists',
      { ...list, teamTiers: [{ ...tier, minimumSeats: 1 }] },
      'teamTiers.0.minimumSeats',
      'Please begin a tier at 2 seats or more.',
    ],
    [
      '/pass-products',
      { ...pass, opensPresenter: 'nobody' },
      'opensPresenter',
      'There is no such presenter.',
    ],
    ['/pass-products', { ...pass, termMonths: 0 }, 'termMonths', 'Please give at least 1 month.'],
  ]
  for (const [path, body, field, sentence] of rows) {
    it(`${path} ${field} is named with a sentence`, () => refusedField(path, body, field, sentence))
  }
})

describe('who may', () => {
  it('do anything to the catalogue or a webinar: administrators only', async () => {
    const paths = [
      '/presenters',
      '/series',
      '/price-lists',
      '/pass-products',
      '/webinars',
      ...[
        'changes',
        'publications',
        'join-details',
        'slides',
        'recordings',
        'starts',
        'endings',
      ].map((what) => `/webinars/${onSale}/${what}`),
      `/mailings/${onSale}~join-details~1/pauses`,
    ]
    for (const path of paths) {
      assert.equal((await world.post(path, {})).status, 401, path)
      assert.equal((await world.post(path, {}, { as: `${world.ann}x` })).status, 401, path)
    }
    for (const path of [`/webinars/${onSale}/registrations`, '/mailings']) {
      assert.equal((await world.get(path)).status, 401, path)
    }
  })

  it('find what is not there: nobody', async () => {
    for (const what of ['publications', 'join-details', 'recordings']) {
      const body = { publications: {}, 'join-details': room, recordings: recording }[what]
      const reply = await world.post(`/webinars/no-such-one/${what}`, body, { as: world.ann })
      assert.deepEqual([reply.status, reply.body.detail], [404, 'There is no such webinar.'])
    }
    assert.equal((await world.get('/webinars/no-such-one')).status, 404)
    const path = '/mailings/no-such-one~join-details~1/pauses'
    assert.equal((await world.post(path, {}, { as: world.ann })).status, 404)
  })

  it('see how to attend in the public list: nobody', async () => {
    const slug = await webinar()
    await desk.does(slug, 'join-details', room)
    const { body } = await world.get(`/webinars/${slug}`)
    assert.doesNotMatch(JSON.stringify(body), /meet\.example|4711/)
    assert.doesNotMatch(JSON.stringify((await world.get('/webinars')).body), /meet\.example|4711/)
  })
})

describe('a command that makes no sense now', () => {
  it('is refused in words, in each stage, and changes nothing', async () => {
    const slug = 'step-by-step'
    const startsAt = new Date(world.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 19)
    const body = draft({ slug, startsAt, timeZone: 'UTC' })
    assert.equal((await world.post('/webinars', body, { as: world.ann })).status, 201)
    const isDraft = /^This webinar is a draft: please publish it first\.$/
    const again = await world.post('/webinars', body, { as: world.ann })
    assert.equal(again.body.detail, 'There is a webinar of this name already; it is a draft.')
    await desk.isRefused(slug, 'join-details', room, isDraft)
    await desk.isRefused(slug, 'slides', slides, isDraft)
    await desk.isRefused(slug, 'recordings', recording, isDraft)
    await desk.isRefused(slug, 'starts', {}, isDraft)
    await desk.isRefused(slug, 'endings', {}, /is a draft and not live, so it cannot be ended/)

    await desk.does(slug, 'changes', { title: 'Step by Step', minutes: 45 })
    assert.equal((await desk.shown(slug)).minutes, 45)
    await desk.does(slug, 'publications')
    await desk.isRefused(slug, 'changes', { title: 'Too late' }, /already on sale, \w+day/)
    await desk.isRefused(slug, 'publications', {}, /already on sale, \w+day/)
    await desk.isRefused(slug, 'recordings', recording, /is on sale and has not ended/)

    await desk.until(slug, 0)
    await desk.isRefused(slug, 'starts', {}, /already live, \w+day/)
    await desk.isRefused(slug, 'recordings', recording, /is live and has not ended/)
    await desk.until(slug, -1)
    await desk.isRefused(slug, 'endings', {}, /is over, \w+day/)
    await desk.isRefused(slug, 'join-details', room, /is over, \w+day.*nobody needs that/)
    assert.equal((await desk.shown(slug)).title, 'Step by Step')
  })

  it('a draft whose start is over cannot be published until it has another', async () => {
    const slug = 'long-ago'
    const body = draft({ slug, startsAt: '2024-06-03T14:00:00' })
    await world.post('/webinars', body, { as: world.ann })
    await desk.isRefused(slug, 'publications', {}, /The start is over, Monday, June 3, 2024/)
    await desk.does(slug, 'changes', { startsAt: '2030-06-03T14:00:00', timeZone: 'Europe/Paris' })
    await desk.does(slug, 'publications')
    assert.equal((await desk.shown(slug)).startsAt, '2030-06-03T12:00:00.000Z')
  })
})

describe('an operator', () => {
  it('sends every command as a Signal of the same name; a malformed one is refused', async () => {
    const slug = await webinar()
    const { email } = await attendee(world, slug)
    const workflow = world.client.workflow.getHandle(`webinar:${slug}`)
    await workflow.signal('setJoinDetails', { url: 'http://meet.example' })
    await workflow.signal('setJoinDetails', {})
    await workflow.signal('publishRecording', { url: 'https://video.example', minutes: 'many' })
    await workflow.signal('setJoinDetails', room)
    await world.mail.to(email, 'How to attend')
    const { body } = await world.get(`/timeline?subject=webinar:${slug}`, { as: world.ann })
    const entries = body.items as { actor: string; outcome: string }[]
    assert.deepEqual(
      entries.filter(({ actor }) => actor === 'operator').map(({ outcome }) => outcome),
      ['refused', 'refused', 'refused', 'applied'],
    )
  })
})
