import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { recordOf } from '../../delivery/subject.ts'
import { administrators } from '../../readmodels/person.ts'
import { openTasks, taskById } from '../../readmodels/task.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorToken, isBootstrap } from '../guard.ts'
import { notFound } from '../problem.ts'
import { requireReplaceable } from '../replaceable.ts'
import * as requests from '../requests/administrator.ts'
import { id } from '../requests/fields.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

/** Administrators, the domains that they trust, and what waits for them. */
export function administratorRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/administrators',
    summary: 'Add an administrator; the first one with the one-time token',
    tag: 'administrator',
    body: requests.administratorRequest,
    who: async (c) => {
      const isFirst = isBootstrap(c, deps) && (await administrators(deps.sql)).length === 0
      return isFirst ? 'operator' : administrator(c, deps, 'change roles')
    },
    submission: ({ body }) => ({
      kind: 'addAdministrator',
      subject: { personWithAddress: body.email, prefix: 'record:administrator/' },
      body,
    }),
    also: (subject) => ({
      token: administratorToken(deps.secretKey, subject.slice(subject.indexOf('/') + 1)),
    }),
  })

  command(app, deps, {
    path: '/administrators/{id}/role-changes',
    summary: 'Give an administrator another role',
    tag: 'administrator',
    params: z.object({ id }),
    body: requests.roleRequest,
    who: (c) => administrator(c, deps, 'change roles'),
    submission: async ({ params, body }) => ({
      kind: 'changeRole',
      subject: await requireReplaceable(deps, params.id, body.role),
      body,
    }),
  })

  command(app, deps, {
    path: '/administrators/{id}/removals',
    summary: 'End somebody’s being an administrator',
    tag: 'administrator',
    params: z.object({ id }),
    body: z.strictObject({}),
    who: (c) => administrator(c, deps, 'change roles'),
    submission: async ({ params }) => ({
      kind: 'removeAdministrator',
      subject: await requireReplaceable(deps, params.id, null),
    }),
  })

  read(app, {
    path: '/administrators',
    summary: 'Who is an administrator',
    tag: 'administrator',
    answer: z.object({ items: z.array(z.looseObject({ id })) }),
    read: async (_, c) => {
      await administrator(c, deps, 'see the desk')
      return { items: await administrators(deps.sql) }
    },
  })

  command(app, deps, {
    path: '/trusted-domains',
    summary: 'Trust a mail domain: its applicants are approved when they confirm',
    tag: 'trusted domain',
    body: requests.trustedDomainRequest,
    who: (c) => administrator(c, deps, 'trust domains'),
    submission: ({ body }) => ({
      kind: 'trustDomain',
      subject: recordOf('trusted-domain', body.domain),
      body,
    }),
  })

  read(app, {
    path: '/tasks',
    summary: 'What waits for a person, oldest first',
    tag: 'task',
    query: pageQuery.extend({
      kind: z.string().max(100).optional(),
      subject: z.string().max(200).optional(),
    }),
    answer: pageOf(z.looseObject({ id })),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see the desk')
      return openTasks(deps.sql, query)
    },
  })

  command(app, deps, {
    path: '/tasks/{id}/closings',
    summary: 'Say that it is done',
    tag: 'task',
    params: z.object({ id }),
    body: requests.taskClosingRequest,
    who: (c) => administrator(c, deps, 'close tasks'),
    submission: async ({ params, body }) => {
      if ((await taskById(deps.sql, params.id)) === null) throw notFound('task')
      return { kind: 'closeTask', subject: recordOf('task', params.id), body }
    },
  })
}
