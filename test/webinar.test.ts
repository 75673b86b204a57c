import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { attendee } from './support/attendee.ts'
import { catalogue } from './support/catalogue.ts'
import { tasksOf } from './support/desk.ts'
import { host, recording, room, slides, title } from './support/host.ts'
import { accepted } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
let webinar: Awaited<ReturnType<typeof catalogue>>['webinar']
let desk: ReturnType<typeof host>
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = (await catalogue(world)).webinar
  desk = host(world)
})
after(() => world.close())

const withAddress = (people: string[]) => people.map((email) => ({ email }))

describe('the life of a webinar', () => {
  it('everybody with a place hears how to attend, is reminded twice, and gets the recording', async () => {
    const slug = await webinar({ startsInDays: 10 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    await world.quiet()
    assert.equal((await desk.shown(slug)).stage, 'join-ready')
    const { text } = await world.mail.to(email, `How to attend: ${title}`)
    assert.match(text, /https:\/\/meet\.example\/calm/)
    assert.match(text, /Passcode: 4711/)
    assert.match(text, /2:00 PM E[SD]T/)

    const mails = [`How to attend: ${title}`]
    const has = (...more: string[]) => {
      mails.push(...more)
      assert.deepEqual(world.mail.subjects(email), mails)
    }
    await desk.until(slug, 25)
    has()
    await desk.until(slug, 24)
    has(`Tomorrow: ${title}`)
    await desk.until(slug, 2)
    has()
    await desk.until(slug, 1)
    has(`In one hour: ${title}`)
    await desk.until(slug, 0)
    assert.deepEqual(await desk.stageAndAction(slug), ['live', 'join'])
    await desk.until(slug, -1)
    assert.deepEqual(await desk.stageAndAction(slug), ['live', 'get-the-recording'])
    await desk.until(slug, -1.5)
    assert.deepEqual(await desk.stageAndAction(slug), ['wrap-up', 'get-the-recording'])

    await desk.does(slug, 'slides', slides)
    await desk.does(slug, 'recordings', recording)
    await world.quiet()
    assert.deepEqual(await desk.stageAndAction(slug), ['recorded', 'get-the-recording'])
    has(`The recording is here: ${title}`)
    const last = await world.mail.to(email, 'The recording is here')
    assert.match(last.text, /the slides/)
    await world.pass('30 days')
    has()
    assert.deepEqual(await tasksOf(world, `webinar:${slug}`), [])
  })

  it('the link in the mail leads to what the place opens, and a wrong one to nothing', async () => {
    const slug = await webinar({ startsInDays: 3 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    const { text } = await world.mail.to(email, 'How to attend')
    const path = /\/registrations\/\S+\?token=[\w-]+/.exec(text)?.[0] ?? assert.fail(text)
    const before = await world.get(path)
    assert.deepEqual(
      [before.body.joinUrl, before.body.recordingUrl, before.body.canAttend],
      [room.url, null, true],
    )
    await desk.until(slug, -2)
    await desk.does(slug, 'slides', slides)
    await desk.does(slug, 'recordings', recording)
    const now = await world.get(path)
    assert.deepEqual(
      [now.body.joinUrl, now.body.recordingUrl, now.body.slidesUrl],
      [null, recording.url, slides.url],
    )
    const watch = await world.get(path.replace('?', '/recording?'))
    assert.deepEqual([watch.status, watch.headers.get('location')], [302, recording.url])
    const handout = await world.get(path.replace('?', '/slides?'))
    assert.deepEqual([handout.status, handout.headers.get('location')], [302, slides.url])
    for (const wrong of [`${path}x`, path.replace('?', '/recording?').replace('=', '=x')]) {
      assert.equal((await world.get(wrong)).status, 404)
    }
    assert.equal((await world.get(path.replace(/\?.*/, ''))).status, 401)
  })

  it('the calendar entry keeps its UID, and a change makes it a newer one', async () => {
    const slug = await webinar({ startsInDays: 5 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    const first = await desk.entryIn(email, 'How to attend')
    await desk.does(slug, 'join-details', { url: 'https://meet.example/other' })
    const second = await desk.entryIn(email, 'New details')
    const uid = (entry: string) => /^UID:(.*)$/m.exec(entry)?.[1]
    const sequence = (entry: string) => Number(/^SEQUENCE:(\d+)/m.exec(entry)?.[1])
    assert.ok(uid(first))
    assert.equal(uid(first), uid(second))
    assert.ok(sequence(second) > sequence(first))
    assert.match(second, /https:\/\/meet\.example\/other/)
    assert.doesNotMatch(second, new RegExp(email))
  })
})

describe('who registers late', () => {
  it('gets at once what the others have got, also during the hour, and no join mail after the end', async () => {
    const slug = await webinar({ startsInDays: 2 })
    await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    await desk.until(slug, 12)
    const late = await attendee(world, slug)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(late.email), [`How to attend: ${title}`])
    await desk.until(slug, -0.5)
    const later = await attendee(world, slug)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(later.email), [`How to attend: ${title}`])
    await desk.until(slug, -1.1)
    const tooLate = await attendee(world, slug)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(tooLate.email), [])
    await desk.does(slug, 'recordings', recording)
    await world.quiet()
    const told = [late, later, tooLate].map(({ email }) => world.mail.subjects(email).at(-1))
    assert.deepEqual(told, Array(3).fill(`The recording is here: ${title}`))
  })
})

describe('an order', () => {
  it('that is accepted the day before wakes an administrator, and its people are told when the details come', async () => {
    const slug = await webinar({ startsInDays: 2, title: 'Ordered late' })
    await desk.until(slug, 20)
    for (const { id } of await desk.openTasks(slug)) {
      await world.post(`/tasks/${id}/closings`, {}, { as: world.ann })
    }
    const { people } = await accepted(world, slug)
    await world.quiet()
    const [task] = await desk.openTasks(slug)
    assert.ok(task && Date.parse(task.dueAt) < world.now().getTime())
    await desk.does(slug, 'join-details', room)
    await world.quiet()
    assert.deepEqual(
      desk.countsOf(withAddress(people), 'How to attend: Ordered late'),
      Array(5).fill(1),
    )

    await desk.until(slug, -0.5)
    const late = await accepted(world, slug)
    await world.quiet()
    assert.deepEqual(
      desk.countsOf(withAddress(late.people), 'How to attend: Ordered late'),
      Array(5).fill(1),
    )
    await desk.until(slug, -1.1)
    await desk.does(slug, 'recordings', recording)
    await world.quiet()
    const told = desk.countsOf(withAddress(people), 'The recording is here: Ordered late')
    assert.deepEqual(told, Array(5).fill(0), 'the recording opens when it is paid')
  })
})

describe('join details that change', () => {
  it('are sent again as new ones, and as the only ones to who comes after', async () => {
    const slug = await webinar({ startsInDays: 6 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    await world.quiet()
    await desk.does(slug, 'join-details', { url: 'https://meet.example/other' })
    const changed = await world.mail.to(email, `New details: how to attend ${title}`)
    assert.match(changed.text, /meet\.example\/other/)
    const late = await attendee(world, slug)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(late.email), [`How to attend: ${title}`])
    assert.equal(world.mail.subjects(email).length, 2)
  })
})

describe('join details that are missing', () => {
  it('wake an administrator 72 and 24 hours before; nobody is reminded; when they come, all are told', async () => {
    const slug = await webinar({ startsInDays: 8, title: 'Warned of' })
    await desk.until(slug, 73)
    const woken = () => world.mail.subjects(ann).filter((subject) => /Warned of/.test(subject))
    assert.deepEqual(woken(), [])
    await desk.until(slug, 72)
    assert.deepEqual(woken(), ['No join details, 72 hours to go: Warned of'])
    assert.deepEqual(await tasksOf(world, `webinar:${slug}`), [
      { kind: 'join-details-missing', facts: { webinar: slug } },
    ])
    await desk.until(slug, 24)
    assert.equal(woken().length, 2)
    assert.match(woken()[1] ?? '', /24 hours to go/)
    assert.equal((await tasksOf(world, `webinar:${slug}`)).length, 1)
    const { email } = await attendee(world, slug)
    await desk.until(slug, 2)
    assert.deepEqual(world.mail.subjects(email), [])
    await desk.does(slug, 'join-details', room)
    await world.quiet()
    assert.deepEqual(await tasksOf(world, `webinar:${slug}`), [])
    await desk.until(slug, 0.9)
    assert.deepEqual(world.mail.subjects(email), [
      'How to attend: Warned of',
      'In one hour: Warned of',
    ])
  })

  it('wake an administrator as soon as somebody has a place, once, with the day of the promise', async () => {
    const slug = await webinar({ startsInDays: 30, title: 'Sold early' })
    const woken = () => world.mail.subjects(ann).filter((subject) => /Sold early/.test(subject))
    await attendee(world, slug)
    await world.until(async () => woken().length > 0)
    await attendee(world, slug)
    await world.quiet()
    assert.equal(woken().length, 1)
    assert.match(woken()[0] ?? '', /(29|30) days to go/)
    const [task] = await desk.openTasks(slug)
    assert.ok(task)
    assert.equal(Date.parse(task.dueAt) - Date.parse(task.openedAt), 24 * 3_600_000)
  })

  it('are a task that is due already for who pays less than 24 hours before the start', async () => {
    const slug = await webinar({ startsInDays: 2, title: 'Sold late' })
    await desk.until(slug, 12)
    const before = await tasksOf(world, `webinar:${slug}`)
    for (const { id } of await desk.openTasks(slug)) {
      await world.post(`/tasks/${id}/closings`, {}, { as: world.ann })
    }
    await attendee(world, slug)
    await world.quiet()
    const [task] = await desk.openTasks(slug)
    assert.ok(before.length <= 1 && task)
    assert.ok(Date.parse(task.dueAt) < world.now().getTime())
  })
})

describe('the recording', () => {
  it('that is not there on the next working day wakes an administrator, and is told when it comes', async () => {
    const slug = await webinar({ startsInDays: 4, title: 'Long awaited' })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    await desk.until(slug, -1)
    await world.pass('5 days')
    const woken = world.mail.subjects(ann).filter((subject) => /Long awaited/.test(subject))
    assert.ok(woken.includes('No recording yet: Long awaited'))
    assert.deepEqual(await tasksOf(world, `webinar:${slug}`), [
      { kind: 'recording-missing', facts: { webinar: slug } },
    ])
    await desk.does(slug, 'recordings', recording)
    await world.quiet()
    assert.deepEqual(await tasksOf(world, `webinar:${slug}`), [])
    assert.equal(world.mail.subjects(email).at(-1), 'The recording is here: Long awaited')
  })

  it('can be corrected, which tells nobody again; slides that come later are told of once', async () => {
    const slug = await webinar({ startsInDays: 4 })
    const { email } = await attendee(world, slug)
    await desk.until(slug, -2)
    await desk.does(slug, 'recordings', recording)
    await world.quiet()
    await desk.does(slug, 'recordings', { url: 'https://video.example/better', minutes: 57 })
    await desk.does(slug, 'slides', slides)
    await desk.does(slug, 'slides', { url: 'https://files.example/better.pdf' })
    await world.quiet()
    assert.deepEqual(world.mail.subjects(email).slice(-2), [
      `The recording is here: ${title}`,
      `The slides are here: ${title}`,
    ])
    const { recordingUrl, slidesUrl } = await desk.shown(slug)
    assert.deepEqual(
      [recordingUrl, slidesUrl],
      ['https://video.example/better', 'https://files.example/better.pdf'],
    )
    const late = await attendee(world, slug)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(late.email), [], 'carried over, so not told of the past')
  })

  it('can be begun and ended by hand, and published before the half hour is over', async () => {
    const slug = await webinar({ startsInDays: 2 })
    await desk.isRefused(slug, 'starts', {}, /too early: this webinar can begin from, \w+day/)
    await desk.until(slug, 0.5)
    await desk.does(slug, 'starts')
    assert.equal((await desk.shown(slug)).stage, 'live')
    await desk.does(slug, 'endings')
    await desk.does(slug, 'recordings', recording)
    await world.pass('3 hours')
    assert.equal((await desk.shown(slug)).stage, 'recorded')
  })
})
