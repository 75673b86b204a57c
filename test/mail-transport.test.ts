import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createTransport, type Outgoing, type Transport } from '../mail/transport.ts'

type Server = {
  smtpUrl: string
  received: ParsedMail[]
  attempts: () => number
  drop: () => void
}

const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})

const invoice: Outgoing = {
  to: 'ann@library.example',
  key: 'invoice/order:2041/1',
  messageId: 'invoice.2041.1@desk.example',
  rendered: { subject: 'Invoice 1007', html: '<p>Invoice 1007</p>', text: 'Invoice 1007\n' },
}

test('a mail that the server takes is sent, with its Message-ID and its key', async () => {
  const server = await listening({})
  const fate = await transportTo(server).send({
    ...invoice,
    replyTo: 'help@desk.example',
    calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
    attachments: [{ filename: 'slides.pdf', content: 'slides', contentType: 'application/pdf' }],
  })
  assert.deepEqual(fate, { kind: 'sent', response: '250' })
  const [mail] = server.received
  assert.ok(mail)
  assert.equal(mail.subject, 'Invoice 1007')
  assert.equal(mail.messageId, '<invoice.2041.1@desk.example>')
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
  assert.equal(mail.headers.get('x-entity-ref-id'), 'invoice/order:2041/1')
  assert.equal(mail.replyTo?.text, 'help@desk.example')
  assert.deepEqual(
    mail.attachments.map((each) => each.filename ?? each.contentType),
    ['text/calendar', 'slides.pdf', 'webinar.ics'],
  )
})

const answersAtRecipient = [
  {
    says: '550 5.1.1 <ann@library.example> is not here',
    fate: { kind: 'refused', about: 'address', code: 550, enhanced: '5.1.1' },
  },
  {
    says: '550 no such user ann@library.example',
    fate: { kind: 'refused', about: 'address', code: 550, enhanced: null },
  },
  {
    says: '554 5.7.1 blocked, ask postmaster@library.example',
    fate: { kind: 'refused', about: 'message', code: 554, enhanced: '5.7.1' },
  },
  {
    says: '451 4.7.1 greylisted ann@library.example',
    fate: { kind: 'try-later', code: 451, reason: '451 4.7.1' },
  },
  {
    says: '421 4.3.2 closing for ann@library.example',
    fate: { kind: 'try-later', code: 421, reason: '421 4.3.2' },
  },
]

for (const { says, fate } of answersAtRecipient) {
  test(`a recipient answered '${says.slice(0, 9)}' is ${fate.kind}, in codes only`, async () => {
    const server = await listening({ onRcptTo: (_address, _session, done) => done(spoken(says)) })
    const answer = await transportTo(server).send(invoice)
    assert.deepEqual(answer, fate)
    assert.doesNotMatch(JSON.stringify(answer), /@/)
  })
}

test('a message refused after its content is refused, and the address is not blamed', async () => {
  const server = await listening({
    onData: (content, _session, done) => {
      content.resume()
      content.on('end', () => done(spoken('554 5.6.0 not like this')))
    },
  })
  assert.deepEqual(await transportTo(server).send(invoice), {
    kind: 'refused',
    about: 'message',
    code: 554,
    enhanced: '5.6.0',
  })
})

test('a server that refuses our log-in is tried later: the mail is not at fault', async () => {
  const server = await listening({
    onAuth: (_auth, _session, done) => done(spoken('535 5.7.8 bad password')),
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
  })
  const smtpUrl = server.smtpUrl.replace('smtp://', 'smtp://desk:wrong@')
  assert.deepEqual(await transportTo({ smtpUrl }).send(invoice), {
    kind: 'try-later',
    code: 535,
    reason: '535 5.7.8',
  })
})

test('a server that says nothing after the final dot leaves the outcome unknown', async () => {
  const server = await listening({ onData: (content) => content.resume() })
  assert.deepEqual(await transportTo(server).send(invoice), {
    kind: 'unknown',
    reason: 'ETIMEDOUT',
  })
  assert.equal(server.attempts(), 1)
})

test('a server that takes its time gets each mail once, however long the last one waits for a connection', async () => {
  const server = await listening({
    onData: (content, _session, done) => {
      content.resume()
      setTimeout(done, 800, null)
    },
  })
  const transport = transportTo(server, { connection: 500, greeting: 500, silence: 900 })
  const fates = await Promise.all(Array.from({ length: 48 }, () => transport.send(invoice)))
  assert.deepEqual([...new Set(fates.map(({ kind }) => kind))], ['sent'])
  assert.equal(server.attempts(), 48)
})

test('who may wait only so long for a connection is put off then, and never sent behind the back of a later try', async () => {
  const server = await listening({
    onData: (content, _session, done) => {
      content.resume()
      setTimeout(done, 600, null)
    },
  })
  const transport = transportTo(server)
  const began = Date.now()
  const fates = await Promise.all(
    Array.from({ length: 12 }, (_, nth) =>
      transport.send({ ...invoice, messageId: `${nth}@desk.example`, connectionWait: 300 }),
    ),
  )
  assert.deepEqual(
    fates.map(({ kind }) => kind),
    [...Array(5).fill('sent'), ...Array(7).fill('try-later')],
  )
  assert.deepEqual(fates.at(-1), { kind: 'try-later', code: null, reason: 'ENOCONNECTION' })
  assert.ok(Date.now() - began < 1_200)
  assert.deepEqual(await transport.send(invoice), { kind: 'sent', response: '250' })
  assert.equal(server.attempts(), 6)
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
  closers.push(() => mute.close())
  const fate = await transportTo({ smtpUrl: urlOf(mute.address()) }).send(invoice)
  assert.deepEqual(fate, { kind: 'try-later', code: null, reason: 'ETIMEDOUT' })
})

test('an address with a second one or a newline in it reaches nobody', async () => {
  const server = await listening({})
  const transport = transportTo(server)
  for (const to of [
    'ann@library.example\r\nRCPT TO:<eve@evil.example>',
    'ann library',
    'a@b.example,c@d.example',
  ]) {
    assert.deepEqual(await transport.send({ ...invoice, to }), {
      kind: 'refused',
      about: 'address',
      code: 553,
      enhanced: null,
    })
  }
  assert.equal(server.received.length, 0)
})

test('a newline in a subject or a key never begins another header', async () => {
  const server = await listening({})
  await transportTo(server).send({
    ...invoice,
    key: 'invoice\r\nBcc: eve@evil.example',
    rendered: { ...invoice.rendered, subject: 'Invoice\r\nBcc: eve@evil.example' },
  })
  const [mail] = server.received
  assert.equal(mail?.subject, 'Invoice Bcc: eve@evil.example')
  assert.equal(mail?.bcc, undefined)
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

async function listening(options: SMTPServerOptions): Promise<Server> {
  const received: ParsedMail[] = []
  const sockets: Socket[] = []
  let attempts = 0
  const take: SMTPServerOptions['onData'] = (content, _session, done) => {
    simpleParser(content).then((mail) => {
      received.push(mail)
      done(null)
    }, done)
  }
  const { onData = take, ...others } = options
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    ...others,
    onData: (content, session, done) => {
      attempts += 1
      onData(content, session, done)
    },
  })
  smtp.on('error', () => {})
  smtp.server.on('connection', (socket: Socket) => sockets.push(socket))
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  closers.push(() => smtp.close())
  return {
    smtpUrl: urlOf(smtp.server.address()),
    received,
    attempts: () => attempts,
    drop: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

function transportTo(
  { smtpUrl }: { smtpUrl: string },
  patience = { connection: 2_000, greeting: 1_000, silence: 1_000 },
): Transport {
  const transport = createTransport({
    smtpUrl,
    from: { name: 'Library Desk', address: 'mail@desk.example' },
    patience,
  })
  closers.push(transport.close)
  return transport
}

function urlOf(address: string | AddressInfo | null): string {
  assert.ok(address && typeof address === 'object')
  return `smtp://127.0.0.1:${address.port}`
}

function spoken(line: string): Error {
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) })
}
