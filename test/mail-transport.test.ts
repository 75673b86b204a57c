import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invoice, listening, spoken, transportTo } from './support/mail-server.ts'

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
