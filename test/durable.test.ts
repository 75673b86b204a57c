import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { application, somebody } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('a write that cannot be done', () => {
  it('is tried as a local activity first, then as one that an operator sees, and is done once it can be', async () => {
    const person = somebody()
    await world.sql`alter table memberships rename to elsewhere`
    const sent = world.post('/applications', application(person))
    await world.until(async () => (await pendingErrors(person.email)).length > 0)
    assert.match(String((await pendingErrors(person.email))[0]), /memberships/)
    await world.sql`alter table elsewhere rename to memberships`
    await world.skip('1 minute')
    assert.ok([201, 202].includes((await sent).status))
    await world.quiet()
    assert.deepEqual(world.mail.subjects(person.email), ['Please confirm your email address'])
  })
})

/** What the UI shows of activities that fail in the process of this person. */
async function pendingErrors(email: string): Promise<string[]> {
  const [person] = await world.sql`select id from people where email = ${email}`
  const handle = world.client.workflow.getHandle(`membership:${person?.id}`)
  const { raw } = await handle.describe().catch(() => ({ raw: { pendingActivities: [] } }))
  return (raw.pendingActivities ?? []).flatMap(({ lastFailure }) => lastFailure?.message ?? [])
}
