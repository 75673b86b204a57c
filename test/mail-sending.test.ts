import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createLinks } from '../activities/links.ts'
import type { Writer } from '../activities/outbox.ts'
import { createSending, type Sending } from '../activities/sending.ts'
import { connect, type Sql } from '../database/connect.ts'
import { type Inbox, startInbox } from '../dev/services/inbox.ts'
import { anyPort } from '../dev/services/ports.ts'
import { type Letter, paragraph, personalLetter } from '../mail/letter.ts'
import { createTransport, type Transport } from '../mail/transport.ts'
import { newDatabase } from './support/database.ts'
import { openWire, type Wire } from './support/wire.ts'

const at = '2027-03-01T12:00:00.000Z'
const publicUrl = 'https://desk.example'

/** A user of the database who can be locked out. */
interface Guest {
  sql: Sql
  lockOut: () => Promise<unknown>
  letIn: () => Promise<unknown>
  leave: () => Promise<void>
}

let databaseUrl: string
let sql: Sql
let wire: Wire
let throughWire: Sql
let folder: string
let inbox: Inbox
let transport: Transport

before(async () => {
  databaseUrl = await newDatabase()
  sql = connect(databaseUrl, { connections: 2 })
  wire = await openWire(databaseUrl)
  throughWire = connect(wire.url, { connections: 1 })
  folder = await mkdtemp(join(tmpdir(), 'mail-sending-'))
  inbox = await startInbox({ folder, smtpPort: await anyPort() })
  const from = { name: 'Library Desk', address: 'mail@desk.example' }
  transport = createTransport({ smtpUrl: inbox.smtpUrl, from })
})
after(async () => {
  transport.close()
  await throughWire.end({ timeout: 0 })
  await wire.close()
  await sql.end()
  await inbox.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('answers of Postgres that are lost', () => {
  // The statements are known to the connection: from then on one answer says that all is done.
  beforeEach(async () => {
    const { id } = await written()
    assert.deepEqual(await sendingThrough({ sql: throughWire })(id, at), { state: 'sent' })
  })

  it('to taking a mail up: the attempt takes it up again, and nobody calls that an unknown outcome', async () => {
    const mail = await written()
    wire.loseNextAnswers(2)
    const send = sendingThrough({ sql: throughWire })
    assert.deepEqual(await send(mail.id, at), { state: 'sent' })
    assert.deepEqual(await standing(mail), { state: 'sent', attempts: 2, unknown_outcomes: 0 })
    assert.equal(inbox.list(mail.email).length, 1)
  })

  it('to the note that it was sent: the attempt notes it again, before another worker could be asked', async () => {
    const mail = await written()
    const sent = afterwards(() => wire.loseNextAnswers(3))
    const send = sendingThrough({ sql: throughWire, sent })
    assert.deepEqual(await send(mail.id, at), { state: 'sent' })
    assert.deepEqual(await standing(mail), { state: 'sent', attempts: 1, unknown_outcomes: 0 })
    assert.equal(inbox.list(mail.email).length, 1)
  })

  it('to the note: what became of the mail since stands, such as that it came back', async () => {
    const mail = await written()
    const sent = afterwards(() => wire.loseNextAnswers(3))
    const sending = sendingThrough({ sql: throughWire, sent })(mail.id, at)
    while ((await standing(mail)).state !== 'sent') await setTimeout(5)
    await sql`update messages set state = 'refused' where id = ${mail.id}`
    await sending
    assert.equal((await standing(mail)).state, 'refused')
    assert.equal(inbox.list(mail.email).length, 1)
  })
})

describe('Postgres does nothing for us any more', () => {
  let guest: Guest
  before(async () => {
    guest = await asGuest()
  })
  after(() => guest.leave())

  /** A mail that the server has taken, which could not be noted; from now on it can. */
  async function sentUnnoted() {
    const mail = await written()
    let isFirst = true
    const sent = afterwards(async () => {
      if (isFirst) await guest.lockOut()
      isFirst = false
    })
    const send = sendingThrough({ sql: guest.sql, sent })
    await assert.rejects(send(mail.id, at))
    await guest.letIn()
    return { mail, send }
  }

  /** Tries the mail three times, each of which fails when the guest is locked out in the middle, and once more. */
  async function triedInTheEnd(send: Sending, { id }: { id: string }) {
    for (const _ of [1, 2, 3]) {
      await assert.rejects(send(id, at))
      await guest.letIn()
    }
    return send(id, at)
  }

  it('before a letter is written, again and again: that is no unknown outcome, and it is sent once', async () => {
    const mail = await written()
    let times = 0
    const write: Writer = async ({ name }) => {
      times += 1
      if (times <= 3) await guest.lockOut()
      await guest.sql`select from messages limit 1`
      return { letter: greeting(name) }
    }
    assert.deepEqual(await triedInTheEnd(sendingThrough({ sql: guest.sql, write }), mail), {
      state: 'sent',
    })
    assert.deepEqual(await standing(mail), { state: 'sent', attempts: 4, unknown_outcomes: 0 })
    assert.equal(inbox.list(mail.email).length, 1)
  })

  it('before it is noted that a mail was sent: that is noted by the next attempt, which sends it no more', async () => {
    const { mail, send } = await sentUnnoted()
    assert.deepEqual(await send(mail.id, at), { state: 'sent' })
    assert.deepEqual(await standing(mail), { state: 'sent', attempts: 1, unknown_outcomes: 0 })
    assert.equal(inbox.list(mail.email).length, 1)
  })

  it('before it is noted: what became of the mail since stands, such as that it came back', async () => {
    const { mail, send } = await sentUnnoted()
    await sql`update messages set state = 'refused', settled_at = ${at} where id = ${mail.id}`
    assert.deepEqual(await send(mail.id, at), { state: 'settled' })
    assert.equal((await standing(mail)).state, 'refused')
  })

  it('before it is noted: a mail that another attempt has taken up since is asked for like every other one', async () => {
    const { mail, send } = await sentUnnoted()
    await sql`update messages set state = 'waiting', taken_by = ${randomUUID()} where id = ${mail.id}`
    assert.deepEqual(await send(mail.id, at), { state: 'sent' })
    assert.equal(inbox.list(mail.email).length, 2)
  })

  it('before it is noted that the mail server put a mail off: no unknown outcome either', async () => {
    const mail = await written()
    let times = 0
    const sent: Transport = {
      ...transport,
      async send(outgoing) {
        times += 1
        if (times > 3) return transport.send(outgoing)
        await guest.lockOut()
        return { kind: 'try-later', code: 451, reason: '451' }
      },
    }
    assert.deepEqual(await triedInTheEnd(sendingThrough({ sql: guest.sql, sent }), mail), {
      state: 'sent',
    })
    assert.equal((await standing(mail)).unknown_outcomes, 0)
  })

  it('before it is noted that the outcome is unknown: that stays unknown, and is tried once more at most', async () => {
    const mail = await written()
    let handedOver = 0
    const sent: Transport = {
      ...transport,
      async send() {
        handedOver += 1
        await guest.lockOut()
        return { kind: 'unknown', reason: 'ETIMEDOUT' }
      },
    }
    const send = sendingThrough({ sql: guest.sql, sent })
    for (const _ of [1, 2]) {
      await assert.rejects(send(mail.id, at))
      await guest.letIn()
    }
    assert.deepEqual(await send(mail.id, at), { state: 'unknown' })
    assert.equal(handedOver, 2)
  })
})

function sendingThrough({
  sql,
  sent = transport,
  write = async ({ name }) => ({ letter: greeting(name) }),
}: {
  sql: Sql
  sent?: Transport
  write?: Writer
}): Sending {
  return createSending({
    sql,
    transport: sent,
    writers: { greeting: write },
    organisation: {
      name: 'Library Desk',
      address: '1 Library Lane\nSpringfield, IL 62701',
      supportEmail: 'help@desk.example',
      senderAddress: 'mail@desk.example',
    },
    links: createLinks({ publicUrl, secretKey: 'a'.repeat(32) }),
    publicUrl,
    clock: () => at,
  })
}

/** A mail server after whose answer something happens. */
function afterwards(happens: () => unknown): Transport {
  return {
    ...transport,
    async send(mail) {
      const fate = await transport.send(mail)
      await happens()
      return fate
    },
  }
}

function greeting(name: string | null): Letter {
  return personalLetter({ name, subject: 'Hello', preheader: 'A word', blocks: [paragraph('Hi')] })
}

async function written(): Promise<{ id: string; email: string }> {
  const id = randomUUID()
  const email = `${id}@library.example`
  await sql`
    with person as (
      insert into people (id, email, name) values (${id}, ${email}, 'Ann') returning id
    )
    insert into messages (id, key, kind, subject, person_id, written_at, send_at)
    select id, ${`greeting/${id}`}, 'greeting', 'person:ann', id, ${at}, ${at} from person
  `
  return { id, email }
}

async function standing({ id }: { id: string }) {
  const [row] = await sql<{ state: string; attempts: number; unknown_outcomes: number }[]>`
    select state, attempts, unknown_outcomes from messages where id = ${id}
  `
  assert.ok(row)
  return row
}

async function asGuest(): Promise<Guest> {
  const name = `guest_${randomUUID().replaceAll('-', '')}`
  const letIn = `grant select, insert, update on all tables in schema public to ${name}`
  await sql.unsafe(`create role ${name} login password 'guest'; ${letIn};`)
  const url = new URL(databaseUrl)
  url.username = name
  url.password = 'guest'
  const own = connect(url.href, { connections: 2 })
  return {
    sql: own,
    lockOut: () => sql.unsafe(`revoke all on all tables in schema public from ${name}`),
    letIn: () => sql.unsafe(letIn),
    async leave() {
      await own.end({ timeout: 0 })
      await sql.unsafe(`drop owned by ${name}; drop role ${name};`)
    },
  }
}
