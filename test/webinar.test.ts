import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { attendee } from './support/attendee.ts'
import { catalogue } from './support/catalogue.ts'
import { openWorld, type World } from './support/world.ts'

const _ann = 'ann.archer@webinars.example'
const title = 'Calm Desks in Busy Libraries'
const room = { url: 'https://meet.example/calm', notes: 'Passcode: 4711' }

let world: World
let webinar: Awaited<ReturnType<typeof catalogue>>['webinar']
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = (await catalogue(world)).webinar
})
after(() => world.close())

const does = async (slug: string, what: string, body: object = {}) => {
  const reply = await world.post(`/webinars/${slug}/${what}`, body, { as: world.ann })
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
}
const _isRefused = async (slug: string, what: string, body: object, sentence: RegExp) => {
  const reply = await world.post(`/webinars/${slug}/${what}`, body, { as: world.ann })
  assert.equal(reply.status, 409, JSON.stringify(reply.body))
  assert.match(String(reply.body.detail), sentence)
}
const shown = async (slug: string) => (await world.get(`/webinars/${slug}`, { as: world.ann })).body
const stageOf = async (slug: string) => (await shown(slug)).stage
/** Lets time go by until so many hours before the start; negative is after it. */
const until = async (slug: string, hoursBefore: number) => {
  const at = Date.parse(String((await shown(slug)).startsAt)) - hoursBefore * 3_600_000
  await world.pass(at - world.now().getTime() + 1_000)
}
const recording = { url: 'https://video.example/calm', minutes: 58 }
const slides = { url: 'https://files.example/calm.pdf' }

describe('the life of a webinar', () => {
  it('everybody with a place hears how to attend, is reminded twice, and gets the recording', async () => {
    const slug = await webinar({ startsInDays: 10 })
    const { email } = await attendee(world, slug)
    await does(slug, 'join-details', room)
    await world.quiet()
    assert.equal(await stageOf(slug), 'join-ready')
    const { text } = await world.mail.to(email, `How to attend: ${title}`)
    assert.match(text, /https:\/\/meet\.example\/calm/)
    assert.match(text, /Passcode: 4711/)
    assert.match(text, /2:00 PM E[SD]T/)

    await until(slug, 24)
    await until(slug, 1)
    await until(slug, 0)
    assert.equal(await stageOf(slug), 'live')
    await until(slug, -1)
    await until(slug, -1.5)
    assert.equal(await stageOf(slug), 'wrap-up')

    await does(slug, 'slides', slides)
    await does(slug, 'recordings', recording)
    await world.quiet()
    assert.equal(await stageOf(slug), 'recorded')
    assert.deepEqual(world.mail.subjects(email), [
      `How to attend: ${title}`,
      `Tomorrow: ${title}`,
      `In one hour: ${title}`,
      `The recording is here: ${title}`,
    ])
    await world.pass('30 days')
    assert.equal(world.mail.subjects(email).length, 4)
  })
})
