import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { membershipOf } from '../../../delivery/subject.ts'
import { type InboxGroup, inboxGroups } from '../../../domain/inbox.ts'
import { inbox } from '../../../readmodels/inbox.ts'
import { applicationOf } from '../../../readmodels/membership.ts'
import { Inbox } from '../../../web/console/inbox.tsx'
import { sendIn } from '../../answer.ts'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { tryParse } from '../../read.ts'
import { id as uuid } from '../../requests/fields.ts'
import { viewer } from '../../session.ts'
import { typed } from '../form.ts'
import { mostAtOnce, outcomesOf, temporalLink, withOutcome } from './outcome.ts'
import { nextInConsole, showDeed, takeDeed } from './taken.tsx'

/** Of each group, so many are shown among all others, and where one asks for its queue alone. */
const amongOthers = 6
const alone = 25

/** So many are decided side by side. */
const sideBySide = 8

/** What waits for a person, and what can be done about it. */
export function consoleInboxRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console', async (c) => showInbox(c, deps, await look(c)))

  app.post('/console/approvals', async (c) => {
    const actor = await administrator(c, deps, 'decide applications')
    const sent = await typed(c)
    const next = nextInConsole(sent.values.next, deps)
    const people = [...new Set(sent.all('person'))].slice(0, mostAtOnce)
    if (people.length === 0) {
      return showInbox(c, deps, await look(c), 'Please tick at least one application.')
    }
    const done: string[] = []
    for (let first = 0; first < people.length; first += sideBySide) {
      const some = people.slice(first, first + sideBySide)
      const sentIn = await Promise.all(some.map((id) => approve(id, { actor, key: sent.key })))
      done.push(...sentIn.flatMap((id) => id ?? []))
    }
    return c.redirect(withOutcome(next, done), 303)
  })

  app.get('/console/do/:noun/:id/:what', (c) => showDeed(c, deps))
  app.post('/console/do/:noun/:id/:what', (c) => takeDeed(c, deps))
  return app

  function look(c: Context): Promise<string> {
    return administrator(c, deps, 'see the desk')
  }

  /** One of many: refused or not, it is a submission of its own. */
  async function approve(
    id: string,
    { actor, key }: { actor: string; key: string },
  ): Promise<string | null> {
    if (tryParse(uuid, id).errors !== null) return null
    if ((await applicationOf(deps.sql, id)) === null) return null
    const status = await sendIn(deps, {
      kind: 'approve',
      subject: membershipOf(id),
      actor,
      token: `${key}/${id}`,
    })
    return status.id
  }
}

async function showInbox(
  c: Context,
  deps: ApiDeps,
  actor: string,
  error: string | null = null,
): Promise<Response> {
  const { person } = await viewer(c, deps)
  const at = deps.now().toISOString()
  const only = groupNamed(c.req.query('show'))
  const [queues, outcomes] = await Promise.all([
    inbox(deps.sql, {
      at,
      zone: deps.organisation.zone,
      role: person?.role ?? 'read-only',
      each: only === null ? amongOthers : alone,
    }),
    outcomesOf(c, deps, actor),
  ])
  const page = (
    <Inbox
      queues={queues.filter(({ group }) => only === null || group === only)}
      only={only}
      at={at}
      formKey={randomUUID()}
      outcomes={outcomes}
      error={error}
      temporal={(subject) => temporalLink(deps, subject)}
    />
  )
  return show(c, deps, page, error === null ? 200 : 422)
}

function groupNamed(name: string | undefined): InboxGroup | null {
  return inboxGroups.find((group) => group.name === name)?.name ?? null
}
