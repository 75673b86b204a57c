import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { checkOf } from '../../delivery/subject.ts'
import { checkInFull, checks, isCheck } from '../../readmodels/check.ts'
import { credits } from '../../readmodels/credit.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { notFound } from '../problem.ts'
import * as requests from '../requests/check.ts'
import { date, id } from '../requests/fields.ts'
import { ordersOf, requireHolder, requireOrders, requirePastDay } from './check-named.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'check'
const params = z.object({ id })

/** Checks, what they pay, and the credit that they leave: for administrators. */
export function checkRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/checks',
    summary: 'Record a check, and the orders that it pays',
    tag,
    body: requests.checkRequest,
    movesMoney: true,
    who: (c) => administrator(c, deps, 'record payments'),
    submission: async ({ body }) => {
      const { payer, number, memo = null, creditOf = null, ...facts } = body
      requirePastDay(deps, facts.receivedOn, 'receivedOn')
      await requireOrders(deps, ordersOf(facts.allocations, 'allocations'))
      if (creditOf !== null) await requireHolder(deps, creditOf, 'creditOf')
      return {
        kind: 'recordCheck',
        subject: { fresh: 'check' },
        facts: { ...facts, creditOf },
        body: { payer, number, memo },
      }
    },
  })

  onCheck('allocations', 'Give what is left of it to orders', requests.allocationRequest, {
    kind: 'allocate',
    check: ({ allocations }) => requireOrders(deps, ordersOf(allocations, 'allocations')),
  })
  onCheck('moves', 'Give what one order has of it to another', requests.moveRequest, {
    kind: 'moveAllocation',
    check: ({ to }) => requireOrders(deps, [{ order: to, field: 'to' }]),
  })
  onCheck('reversals', 'Take it back: bounced, or typed wrongly', requests.reversalRequest, {
    kind: 'reverse',
    check: async () => {},
  })
  onCheck('attributions', 'Say whose credit its rest is', requests.attributionRequest, {
    kind: 'attribute',
    check: ({ creditOf }) => requireHolder(deps, creditOf, 'creditOf'),
  })

  read(app, {
    path: '/checks',
    summary: 'Checks, the latest received first',
    tag,
    query: pageQuery.extend({
      payer: z.string().trim().max(200, 'Please keep it to 200 characters.').optional(),
      number: z.string().trim().max(40, 'Please keep it to 40 characters.').optional(),
      from: date.optional(),
      to: date.optional(),
    }),
    answer: pageOf(z.looseObject({ id })).openapi('Checks'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see money')
      return checks(deps.sql, query)
    },
  })

  read(app, {
    path: '/checks/{id}',
    summary: 'One check, its allocations, and what became of them',
    tag,
    params,
    answer: z.looseObject({ id }).openapi('Check'),
    read: async ({ params }, c) => {
      await administrator(c, deps, 'see money')
      return checkInFull(deps.sql, params.id)
    },
  })

  read(app, {
    path: '/credits',
    summary: 'Whose money we hold beyond what they owe; below zero, who owes us',
    tag: 'credit',
    query: pageQuery.extend({ holder: requests.holder.optional() }),
    answer: pageOf(z.looseObject({ holder: z.string(), cents: z.int() })).openapi('Credits'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see money')
      return credits(deps.sql, query)
    },
  })

  /** What is done to a check that is recorded. */
  function onCheck<B extends z.ZodObject>(
    what: string,
    summary: string,
    body: B,
    { kind, check }: { kind: string; check: (body: z.output<B>) => Promise<void> },
  ) {
    command(app, deps, {
      path: `/checks/{id}/${what}`,
      summary,
      tag,
      params,
      body,
      movesMoney: true,
      who: (c) => administrator(c, deps, 'record payments'),
      submission: async ({ params, body }) => {
        if (!(await isCheck(deps.sql, params.id))) throw notFound(tag)
        await check(body)
        return { kind, subject: checkOf(params.id), facts: body }
      },
    })
  }
}
