import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { listen } from '../api/listen.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let server: ReturnType<typeof listen>
before(async () => {
  world = await openWorld({ skipsTime: true })
  server = listen(world.app, { port: 0, host: '127.0.0.1' }, () => {})
  await once(server, 'listening')
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await world.close()
})

const piece = Buffer.alloc(100_000, 120)
const pieces = 20

/** Milliseconds from one piece to the next. */
const every = 100

/** Sends as browsers do: nothing is read before all is sent. What it reads then, or how the connection ended. */
async function sendsAll(headers: string[]): Promise<string> {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  const failed = new Promise<string>((resolve) =>
    socket.once('error', ({ message }) => resolve(message)),
  )
  const isChunked = headers.some((header) => /chunked/.test(header))
  const sending = async () => {
    socket.write(`POST /api/v1/applications HTTP/1.1\r\nhost: x\r\n${headers.join('\r\n')}\r\n\r\n`)
    for (let sent = 0; sent < pieces; sent += 1) {
      if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`)
      socket.write(piece)
      if (isChunked) socket.write('\r\n')
      await setTimeout(every)
    }
    if (isChunked) socket.write('0\r\n\r\n')
    const [answer] = await once(socket, 'data')
    return String(answer)
  }
  const seen = await Promise.race([sending(), failed])
  socket.destroy()
  return seen
}

describe('a body that is too large', { concurrency: true }, () => {
  const type = 'content-type: application/json'
  const ways = {
    announced: [type, 'content-length: 2000000'],
    'announced, by a client that keeps no connection': [
      type,
      'content-length: 2000000',
      'connection: close',
    ],
    'in pieces': [type, 'transfer-encoding: chunked'],
    'in pieces, by a client that keeps no connection': [
      type,
      'transfer-encoding: chunked',
      'connection: close',
    ],
  }
  for (const [way, headers] of Object.entries(ways)) {
    it(`is refused with a sentence that is read, though it is sent over a slow line: ${way}`, async () => {
      const answer = await sendsAll(headers)
      assert.match(answer, /^HTTP\/1.1 413 /)
      assert.match(answer, /Please send at most 1 MB/)
    })
  }

  it('from a page: it is said how to get back to what was typed', async () => {
    const headers = {
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': '2000000',
    }
    const answer = await world.app.request('/orders/review', { method: 'POST', headers, body: 'x' })
    assert.equal(answer.status, 413)
    assert.match(
      await answer.text(),
      /at most 1 MB.*The Back button of your browser brings you to what you typed/s,
    )
  })
})
