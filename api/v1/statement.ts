import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { recordOf } from '../../delivery/subject.ts'
import { localDate } from '../../domain/calendar.ts'
import { ageing } from '../../readmodels/ageing.ts'
import { holderAskedFor, statement } from '../../readmodels/statement.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { wrongField } from '../problem.ts'
import * as requests from '../requests/money-report.ts'
import { command, read } from './route.ts'

const words: Record<string, string> = { organisation: 'organization' }

/** What is open, by who owes it and since when: for administrators. */
export function statementRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  const { zone } = deps.organisation
  const today = () => localDate(deps.now().toISOString(), zone)

  read(app, {
    path: '/ageing',
    summary: 'What is open by who owes it, 0–30, 31–60, 61–90 and over 90 days from the due date',
    tag: 'ageing',
    query: requests.asOf,
    answer: z
      .looseObject({ asOf: z.string(), holders: z.array(z.looseObject({})) })
      .openapi('Ageing'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see money')
      return ageing(deps.sql, { asOf: query.asOf ?? today(), zone })
    },
  })

  command(app, deps, {
    path: '/statements',
    summary: 'Mail somebody what they owe today, order by order',
    tag: 'statement',
    body: requests.statementRequest,
    who: (c) => administrator(c, deps, 'send statements'),
    submission: async ({ body: { sendTo, ...asked } }) => {
      const holder = await holderAskedFor(deps.sql, asked)
      const [field = 'organisation'] = Object.keys(asked)
      if (holder === null) throw wrongField(field, `There is no such ${words[field] ?? field}.`)
      return {
        kind: 'sendStatement',
        subject: recordOf('statement', holder),
        body: sendTo === undefined ? {} : { sendTo },
      }
    },
  })

  read(app, {
    path: '/statements',
    summary:
      'What an organization or a person owes today, order by order, and the credit that we hold for them',
    tag: 'statement',
    query: requests.statementOf,
    answer: z
      .looseObject({ holder: z.string(), items: z.array(z.looseObject({})) })
      .openapi('Statement'),
    read: async ({ query: { organisation, person } }, c) => {
      await administrator(c, deps, 'see money')
      const holder =
        organisation === undefined ? `person:${person}` : `organisation:${organisation}`
      return statement(deps.sql, { holder, asOf: today(), zone })
    },
  })
}
