import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import {
  invoice,
  listening,
  type Server,
  spoken,
  transportTo,
  urlOf,
} from './support/mail-server.ts'

test('a server that says nothing after the final dot leaves the outcome unknown', async () => {
  const server = await listening({ onData: (content) => content.resume() })
  assert.deepEqual(await transportTo(server).send(invoice), {
    kind: 'unknown',
    reason: 'ETIMEDOUT',
  })
  assert.equal(server.attempts(), 1)
})

/** Takes each mail, and so many milliseconds for it. */
const takingItsTime = (ms: number) =>
  listening({
    onData: (content, _session, done) => {
      content.resume()
      setTimeout(done, ms, null)
    },
  })

/** So many mails, each with an id of its own. */
const mails = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ ...invoice, messageId: `${nth}@desk.example` }))

test('a server that takes its time gets each mail of a mailing once, however long the last one waits for a connection', async () => {
  const server = await takingItsTime(800)
  const transport = transportTo(server, { turn: 100, connection: 500, greeting: 500, silence: 900 })
  const fates = await Promise.all(
    mails(48).map((mail) => transport.send({ ...mail, isOfMailing: true })),
  )
  assert.deepEqual([...new Set(fates.map(({ kind }) => kind))], ['sent'])
  assert.equal(server.attempts(), 48)
})

test('any other mail is put off when no connection is free for long, and never sent behind the back of a later try', async () => {
  const server = await takingItsTime(600)
  const transport = transportTo(server)
  const began = Date.now()
  const fates = await Promise.all(mails(12).map((mail) => transport.send(mail)))
  assert.deepEqual(
    fates.map(({ kind }) => kind),
    [...Array(6).fill('sent'), ...Array(6).fill('try-later')],
  )
  assert.deepEqual(fates.at(-1), { kind: 'try-later', code: null, reason: 'ENOCONNECTION' })
  assert.ok(Date.now() - began < 1_200)
  assert.deepEqual(await transport.send(invoice), { kind: 'sent', response: '250' })
  assert.equal(server.attempts(), 7)
})

test('a mailing leaves a connection to whoever is mailed by themselves', async () => {
  const server = await takingItsTime(300)
  const transport = transportTo(server)
  let left = 40
  const mailing = mails(left).map(async (mail) => {
    await transport.send({ ...mail, isOfMailing: true })
    left -= 1
  })
  await pause(100)
  assert.equal((await transport.send(invoice)).kind, 'sent')
  assert.ok(left >= 25, `it came when only ${left} of the mailing were left`)
  await Promise.all(mailing)
})

test('a connection that drops after the content: outcome unknown, sent once', async () => {
  const server: Server = await listening({
    onData: (content) => {
      content.resume()
      content.on('end', () => server.drop())
    },
  })
  const fate = await transportTo(server).send(invoice)
  assert.equal(fate.kind, 'unknown')
  assert.equal(server.attempts(), 1)
})

test('a connection that drops before the content was asked for is tried later', async () => {
  const server: Server = await listening({ onRcptTo: () => server.drop() })
  assert.deepEqual(await transportTo(server).send(invoice), {
    kind: 'try-later',
    code: null,
    reason: 'ECONNECTION',
  })
})

test('a server that says 421 and closes is tried later by us, and not at once by the mailer', async () => {
  let asked = 0
  const server: Server = await listening({
    onRcptTo: (_address, _session, done) => {
      asked += 1
      done(asked === 1 ? null : spoken('421 4.3.2 closing'))
    },
  })
  const transport = transportTo(server)
  assert.equal((await transport.send(invoice)).kind, 'sent')
  // On the connection that is open already.
  assert.equal((await transport.send(invoice)).kind, 'try-later')
  await pause(1_000)
  assert.equal(asked, 2)
})

test('a connection that is ended in order after the content, without an answer: outcome unknown, sent once', async () => {
  const server: Server = await listening({
    onData: (content) => {
      content.resume()
      content.on('end', () => server.hangUp())
    },
  })
  const { kind } = await transportTo(server).send(invoice)
  await pause(1_000)
  assert.deepEqual([kind, server.attempts()], ['unknown', 1])
})

test('a server that refuses the connection is tried later', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const smtpUrl = urlOf(closed.address())
  closed.close()
  await once(closed, 'close')
  const fate = await transportTo({ smtpUrl }).send(invoice)
  assert.deepEqual(fate, { kind: 'try-later', code: null, reason: 'ESOCKET' })
})

test('a server that never greets is tried later', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  after(() => mute.close())
  const fate = await transportTo({ smtpUrl: urlOf(mute.address()) }).send(invoice)
  assert.deepEqual(fate, { kind: 'try-later', code: null, reason: 'ETIMEDOUT' })
})

test('one connection that was refused a recipient goes on with the next mail', async () => {
  const server = await listening({
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('gone@') ? spoken('550 5.1.1 gone') : null),
  })
  const transport = transportTo(server)
  const fates = await Promise.all(
    ['gone@library.example', 'ann@library.example', 'bea@library.example'].map((to, index) =>
      transport.send({ ...invoice, to, messageId: `batch.${index}@desk.example` }),
    ),
  )
  assert.deepEqual(
    fates.map((fate) => fate.kind),
    ['refused', 'sent', 'sent'],
  )
})
