import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Agent, request as open } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { application, somebody } from '../support/applicant.ts'
import { type Timed, timed, waitOf } from '../support/over-http.ts'
import { addresses, request } from '../support/purchase.ts'
import { readOn } from './bursts.ts'
import { onSale } from './card-world.ts'
import type { ExposedWorld } from './exposed.ts'
import { calm } from './load.ts'
import type { Scenario } from './scenario.ts'

const megabyte = 1_000_000

/** No answer takes longer, in milliseconds: the deadline of the API, and what a busy machine adds. */
const longestAnswer = 25_000

/** What the API may come to need, whatever is sent, in MB. */
const mostMemory = 800

/** What others may wait for a page at p99 while somebody dawdles, in milliseconds. */
const readWithin = 100

/** More, larger or slower than is good for a server. */
export const overloadScenarios: Scenario[] = [
  {
    name: 'four thousand people apply at the same instant',
    async run({ exposed, size }) {
      const world = await exposed()
      const agent = new Agent({ keepAlive: true })
      const people = size(3_500, 4_000)
      const answers = await Promise.all(
        Array.from({ length: people }, () => apply(world.url, agent)),
      )
      agent.destroy()
      const seen = answeredInTime(answers, [201, 202, 503])
      assert.ok(seen.has(503), 'nobody was turned away')
      await calm(world)
      return `${told(seen)}, within ${longestOf(answers)} ms; ${memoryIn(world)}`
    },
  },
  {
    name: 'bodies of 50 MB, announced and in pieces',
    async run({ exposed, size }) {
      const world = await exposed()
      const each = size(10, 40)
      for (const announces of [true, false]) {
        const answers = await Promise.all(
          Array.from({ length: each }, () => sendHuge(world, announces)),
        )
        assert.deepEqual([...new Set(answers.map(({ status }) => status))], [413])
        const most = Math.max(...answers.map(({ sentBytes }) => sentBytes))
        assert.ok(most < 10 * megabyte, `${most} bytes were taken`)
      }
      return `${2 * each} are told 413 before a fifth of it was sent; ${memoryIn(world)}`
    },
  },
  {
    name: 'orders that name ten thousand people each, at once',
    async run({ exposed, size }) {
      const world = await exposed()
      const webinar = await onSale(world)
      const agent = new Agent({ keepAlive: true })
      const orders = size(4, 40)
      const answers = await Promise.all(
        Array.from({ length: orders }, () => orderForMany(world, webinar, agent)),
      )
      agent.destroy()
      const seen = answeredInTime(answers, [201, 202, 503])
      await calm(world)
      return `${told(seen)}, within ${longestOf(answers)} ms; ${memoryIn(world)}`
    },
  },
  {
    name: 'clients that take their time',
    async run({ exposed, size }) {
      const world = await exposed()
      const webinar = await onSale(world)
      const reading = readOn([{ url: `${world.url}/webinars/${webinar}`, cookie: '' }])
      const each = size(50, 400)
      const body = 'POST /api/v1/applications HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n'
      const waits = await Promise.all([
        ...Array.from({ length: each }, () => dawdle(world.url, 'GET / HTTP/1.1\r\nx: ')),
        ...Array.from({ length: each }, () => dawdle(world.url, body)),
      ])
      await reading.end()
      const p99 = waitOf(reading.waits, 0.99)
      assert.ok(p99 < readWithin, `99 of 100 pages took ${p99} ms`)
      return `${2 * each} cut off after ${Math.round(Math.min(...waits) / 1_000)} to ${Math.round(Math.max(...waits) / 1_000)} s; others read at p99 ${p99} ms; ${memoryIn(world)}`
    },
  },
]

function apply(url: string, agent: Agent): Promise<Timed> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const body = JSON.stringify(application(somebody()))
  return timed(`${url}/api/v1/applications`, { method: 'POST', headers, body, agent })
}

/** How often each was answered; each in time, with one of these, and when to come again where it was turned away. */
function answeredInTime(answers: Timed[], wanted: number[]): Map<number, number> {
  const seen = new Map<number, number>()
  for (const { status, retryAfter, waitMs } of answers) {
    assert.ok(wanted.includes(status), `one is answered ${status}`)
    assert.ok(waitMs < longestAnswer, `one waited ${waitMs} ms`)
    if (status === 503) assert.ok(Number(retryAfter) > 0, 'it is not said when to come again')
    seen.set(status, (seen.get(status) ?? 0) + 1)
  }
  return seen
}

function told(seen: Map<number, number>): string {
  return [...seen].map(([status, count]) => `${count} × ${status}`).join(', ')
}

function longestOf(answers: Timed[]): number {
  return waitOf(
    answers.map(({ waitMs }) => waitMs),
    1,
  )
}

function memoryIn({ apiPeakMegabytes }: ExposedWorld): string {
  const peak = apiPeakMegabytes()
  assert.ok(peak < mostMemory, `the API came to ${peak} MB`)
  return `the API came to ${peak} MB at most`
}

/** Sends until it is answered, and says how much had been taken by then. */
function sendHuge(
  { url }: ExposedWorld,
  announces: boolean,
): Promise<{ status: number; sentBytes: number }> {
  const length = 50 * megabyte
  const headers = {
    'content-type': 'application/json',
    ...(announces ? { 'content-length': String(length) } : { 'transfer-encoding': 'chunked' }),
  }
  return new Promise((resolve, reject) => {
    const sent = open(`${url}/api/v1/applications`, { method: 'POST', headers, agent: false })
    let sentBytes = 0
    let isOver = false
    sent.once('response', (response) => {
      isOver = true
      response.resume()
      resolve({ status: response.statusCode ?? 0, sentBytes })
      sent.destroy()
    })
    sent.on('error', (error) => isOver || reject(error))
    const piece = Buffer.alloc(64_000, 120)
    const goOn = () => {
      while (!isOver && sentBytes < length) {
        sentBytes += piece.length
        if (!sent.write(piece)) return void sent.once('drain', goOn)
      }
    }
    goOn()
  })
}

function orderForMany({ url }: ExposedWorld, webinar: string, agent: Agent): Promise<Timed> {
  const seats = 10_000
  const body = JSON.stringify(request(webinar, { seats, people: addresses(seats) }))
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  return timed(`${url}/api/v1/orders`, { method: 'POST', headers, body, agent })
}

/** Begins so, and goes on with a byte a second; milliseconds until the server has had enough. */
async function dawdle(url: string, beginning: string): Promise<number> {
  const { hostname, port } = new URL(url)
  const began = performance.now()
  const socket = connect({ host: hostname, port: Number(port) })
  let isClosed = false
  socket.on('error', () => undefined)
  socket.on('data', () => undefined)
  socket.once('close', () => {
    isClosed = true
  })
  socket.write(beginning)
  while (!isClosed) {
    await setTimeout(1_000)
    if (socket.writable) socket.write('x')
    assert.ok(performance.now() - began < 60_000, 'it is still served after a minute')
  }
  return performance.now() - began
}
