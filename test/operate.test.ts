import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { decide, detailsOf, parkedProcesses, reset, send } from '../dev/operator.ts'
import { waiting } from './support/applicant.ts'
import { attendees } from './support/attendee.ts'
import { catalogue } from './support/catalogue.ts'
import { aCheck, checkShown } from './support/desk.ts'
import { host, room } from './support/host.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: false })
})
after(() => world.close())

const stageOf = async (id: string) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

describe('npm run operate', () => {
  it('sends a decision, which is told to have been applied or refused', async () => {
    const { id, email } = await waiting(world)
    const approve = { subject: `membership:${id}`, command: 'approve', said: { note: 'By phone.' } }
    assert.equal(stageIn(await send(world.client, approve)), 'active')
    await world.mail.to(email, 'Welcome')
    assert.deepEqual(await send(world.client, approve), { refused: 'already' })
  })

  it('sends one to a process that has ended, or has not begun', async () => {
    const check = randomUUID()
    const subject = `check:${check}`
    await send(world.client, { subject, command: 'recordCheck', said: aCheck({ cents: 9_900 }) })
    assert.equal((await checkShown(world, check)).recordedBy, 'operator')
    await send(world.client, { subject, command: 'reverse', said: { reason: 'bounced' } })
    assert.equal((await checkShown(world, check)).stage, 'reversed')
  })

  it('shows where a process stands, and that nothing is parked', async () => {
    const { id } = await waiting(world)
    assert.match(await detailsOf(world.client, `membership:${id}`), /Waits for an administrator/)
    assert.deepEqual(await parkedProcesses(world.client), [])
    assert.equal(await decide(world.client, `membership:${id}`, 'retry'), 0)
  })

  for (const fromRows of [false, true]) {
    const from = fromRows ? 'its rows' : 'its last task'
    it(`begins a run anew from ${from}: nothing is lost and nothing is done twice`, async () => {
      const { id, email } = await waiting(world)
      const subject = `membership:${id}`
      const { runId } = await world.client.workflow.getHandle(subject).describe()
      const next = await reset(world.client, { subject, fromRows })
      assert.notEqual(next, runId)
      await world.until(async () => (await detailsOf(world.client, subject)).includes('pending'))
      assert.equal(await stageOf(id), 'pending')
      const approved = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
      assert.equal(approved.status, 201)
      await world.quiet()
      assert.deepEqual(world.mail.subjects(email).filter((one) => /Welcome/.test(one)).length, 1)
      const shown = await world.get(`/timeline?subject=${subject}`, { as: world.ann })
      const kinds = (shown.body.items as { kind: string }[]).map(({ kind }) => kind)
      assert.deepEqual(kinds, ['apply', 'confirm', 'approve'])
    })
  }

  it('pauses a mailing, changes its rate and goes on with it', async () => {
    const { webinar } = await catalogue(world)
    const slug = await webinar({ startsInDays: 9 })
    await attendees(world, slug, 3)
    world.inbox.refuseConnections()
    const desk = host(world)
    await desk.does(slug, 'join-details', room)
    const subject = `mailing:${slug}/join-details/1`
    await world.until(async () => (await putOff(subject)) === 3)
    const mailing = (command: string, said = {}) => send(world.client, { subject, command, said })
    assert.equal(stageIn(await mailing('pause')), 'paused')
    assert.equal(stageIn(await mailing('changeRate', { mailsAMinute: 600 })), 'paused')
    assert.deepEqual(await mailing('changeRate', { mailsAMinute: 'many' }), {
      refused: 'malformed',
    })
    assert.equal((await desk.mailing(slug, 'join-details')).mailsAMinute, 600)
    assert.match(await detailsOf(world.client, subject), /At most 600 a minute/)
    await world.inbox.acceptConnections()
    assert.equal(stageIn(await mailing('resume')), 'mailing')
    assert.equal(stageIn(await mailing('pause')), 'paused')
  })
})

function stageIn(answer: Awaited<ReturnType<typeof send>>): string | null {
  assert.ok('stage' in answer, JSON.stringify(answer))
  return answer.stage
}

/** Mails of a mailing that were tried, and are tried again later. */
async function putOff(subject: string): Promise<number> {
  const [row] = await world.sql<{ count: number }[]>`
    select count(*) from messages where mailing = ${subject} and attempts > 0 and state = 'waiting'
  `
  return row?.count ?? 0
}
