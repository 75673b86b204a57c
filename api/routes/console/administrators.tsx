import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { administrators } from '../../../readmodels/person.ts'
import { trail } from '../../../readmodels/trail.ts'
import { AdministratorPage, Administrators } from '../../../web/console/administrators.tsx'
import { type Filled, unfilled } from '../../../web/form.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'
import { requireReplaceable } from '../../replaceable.ts'
import { administratorRequest, roleRequest } from '../../requests/administrator.ts'
import { only, takeForm } from '../form.ts'

const onList = 50
const lastChanges = 20

const saved: Record<string, string> = {
  added: 'This person is added, and signs in with this address.',
  changed: 'The role is changed.',
  removed: 'This person is removed from the desk.',
}

/** Who works at the desk, in which role, and what they did. */
export function consoleAdministratorRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/console/administrators', async (c) => {
    await administrator(c, deps, 'see the desk')
    const filled = unfilled(randomUUID(), { role: 'read-only' })
    return show(c, deps, await everybody(filled, saved[c.req.query('saved') ?? '']))
  })

  app.post('/console/administrators', async (c) => {
    const actor = await administrator(c, deps, 'change roles')
    return takeForm(c, deps, {
      actor,
      schema: administratorRequest,
      read: ({ values }) => ({ name: '', role: '', ...only(values, ['name', 'email', 'role']) }),
      again: (filled) => everybody(filled),
      submission: (body) => ({
        kind: 'addAdministrator',
        subject: { personWithAddress: body.email, prefix: 'record:administrator/' },
        body,
      }),
      next: () => '/console/administrators?saved=added',
    })
  })

  app.get('/console/administrators/:id', async (c) => {
    await administrator(c, deps, 'see the desk')
    return show(c, deps, await one(c, null))
  })

  app.post('/console/administrators/:id/role-changes', async (c) => {
    const actor = await administrator(c, deps, 'change roles')
    const { id } = await found(c)
    return takeForm(c, deps, {
      actor,
      schema: roleRequest,
      read: ({ values }) => only(values, ['role']),
      again: (filled) => one(c, { form: 'role-changes', filled }),
      submission: async (body) => ({
        kind: 'changeRole',
        subject: await requireReplaceable(deps, id, body.role),
        body,
      }),
      next: () => `/console/administrators/${id}?saved=changed`,
    })
  })

  app.post('/console/administrators/:id/removals', async (c) => {
    const actor = await administrator(c, deps, 'change roles')
    const { id } = await found(c)
    return takeForm(c, deps, {
      actor,
      schema: z.strictObject({}),
      read: () => ({}),
      again: (filled) => one(c, { form: 'removals', filled }),
      submission: async () => ({
        kind: 'removeAdministrator',
        subject: await requireReplaceable(deps, id, null),
      }),
      next: () => '/console/administrators?saved=removed',
    })
  })
  return app

  async function everybody(filled: Filled, done?: string) {
    const [people, changes] = await Promise.all([
      administrators(sql),
      trail(sql, { administrator: null, ofRolesAlone: true, cursor: null, limit: lastChanges }),
    ])
    return (
      <Administrators
        people={people}
        changes={changes.items}
        filled={filled}
        saved={done ?? null}
      />
    )
  }

  async function one(c: Context, sent: Parameters<typeof AdministratorPage>[0]['sent']) {
    const known = await found(c)
    const cursor = c.req.query('cursor') ?? null
    const wanted = { administrator: known.id, ofRolesAlone: false, cursor, limit: onList }
    return (
      <AdministratorPage
        administrator={known}
        deeds={await trail(sql, wanted)}
        formKey={randomUUID()}
        sent={sent}
        saved={sent === null ? (saved[c.req.query('saved') ?? ''] ?? null) : null}
      />
    )
  }

  async function found(c: Context) {
    const people = await administrators(sql)
    const known = people.find(({ id }) => id === c.req.param('id'))
    if (known === undefined) throw notFound('administrator')
    return known
  }
}
