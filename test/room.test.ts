import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

interface Dawdler {
  /** Sends no more, so that it is answered; its status. */
  end: () => Promise<number>
}

/** Sends the beginning of a body of so many bytes, and nothing more until it is to end. */
function dawdler(bytes: number): Dawdler {
  let finish = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{'))
      finish = () => controller.close()
    },
  })
  const headers = { 'content-type': 'application/json', 'content-length': String(bytes) }
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  const answered = Promise.resolve(world.app.request('/api/v1/applications', init))
  return {
    async end() {
      finish()
      return (await answered).status
    },
  }
}

/** A body that announces how long it is, as they do on the wire. */
function send(body: string) {
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
  return world.app.request('/api/v1/applications', { method: 'POST', headers, body })
}

async function refusedAtOnce(bytes: number): Promise<void> {
  const answer = await send('{'.padEnd(bytes))
  assert.equal(answer.status, 503)
  assert.equal(answer.headers.get('retry-after'), '5')
  const { code, detail } = (await answer.json()) as { code: string; detail: string }
  assert.equal(code, 'busy')
  assert.match(detail, /nothing was done. Please send it again in a moment/)
}

async function isTaken(body: object): Promise<void> {
  assert.equal((await send(JSON.stringify(body))).status, 422)
}

async function isRead(): Promise<void> {
  assert.equal((await world.app.request('/webinars', {})).status, 200)
}

async function allEnd(dawdlers: Dawdler[]): Promise<void> {
  const statuses = await Promise.all(dawdlers.map(({ end }) => end()))
  assert.deepEqual([...new Set(statuses)], [400])
}

describe('more than can be answered in time', () => {
  it('is asked to come again when 60 MB of large bodies are on their way; what people type goes on', async () => {
    const dawdlers = Array.from({ length: 60 }, () => dawdler(1_000_000))
    await refusedAtOnce(100_000)
    await isTaken({})
    await isRead()
    await allEnd(dawdlers)
    await isTaken({ why: 'x'.repeat(100_000) })
  })

  it('is asked to come again when 2,500 send at once; pages are read meanwhile', async () => {
    const dawdlers = Array.from({ length: 2_500 }, () => dawdler(100))
    await refusedAtOnce(2)
    await isRead()
    await allEnd(dawdlers)
    await isTaken({})
  })
})
