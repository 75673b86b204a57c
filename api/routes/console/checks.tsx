import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { checkOf } from '../../../delivery/subject.ts'
import { localDate } from '../../../domain/calendar.ts'
import { ageing } from '../../../readmodels/ageing.ts'
import { type CheckInFull, checkInFull } from '../../../readmodels/check.ts'
import { happened } from '../../../readmodels/happened.ts'
import { holderAskedFor, type Statement, statement } from '../../../readmodels/statement.ts'
import { decimalOf } from '../../../web/console/amount.ts'
import { type CheckForm, CheckPage } from '../../../web/console/check.tsx'
import { NewCheck } from '../../../web/console/check-new.tsx'
import { type Filled, unfilled } from '../../../web/form.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound, wrongField } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import * as requests from '../../requests/check.ts'
import { number, id as uuid } from '../../requests/fields.ts'
import { ordersOf, requireOrders, requirePastDay } from '../../v1/check-named.ts'
import { takeForm } from '../form.ts'
import { atTheirRows, centsTyped, inDollars, sharesTyped } from './money-typed.ts'
import { temporalLink } from './outcome.ts'

/** Checks at the desk: recording one, and what can be done about it. */
export function consoleCheckRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console/checks', (c) => c.redirect('/console/money', 302))

  app.get('/console/checks/new', async (c) => {
    await administrator(c, deps, 'record payments')
    const asked = c.req.query()
    const known = await statementNamed(deps, asked)
    const share = shareAwaited(known, asked.order)
    const usual = { receivedOn: today(deps), payer: known?.name ?? '', ...share }
    return show(c, deps, await newCheck(deps, known, unfilled(randomUUID(), usual)))
  })

  app.post('/console/checks/new', async (c) => {
    const actor = await administrator(c, deps, 'record payments')
    return takeForm(c, deps, {
      actor,
      schema: requests.checkRequest,
      read: ({ values }) => ({
        payer: values.payer ?? '',
        number: values.number ?? '',
        cents: centsTyped(values.cents),
        receivedOn: values.receivedOn ?? '',
        memo: values.memo ?? null,
        allocations: sharesTyped(values).map(({ share }) => share),
        ...(values.holder && sharesTyped(values).length === 0 ? { creditOf: values.holder } : {}),
      }),
      again: async (filled) =>
        newCheck(deps, await statementNamed(deps, filled.values), atShares(filled)),
      submission: async ({ payer, number, memo = null, creditOf = null, ...facts }) => {
        requirePastDay(deps, facts.receivedOn, 'receivedOn')
        await requireOrders(deps, ordersOf(facts.allocations, 'allocations'))
        return {
          kind: 'recordCheck',
          subject: { fresh: 'check' },
          facts: { ...facts, creditOf },
          body: { payer, number, memo },
        }
      },
      next: (subject) => pageOf(subject, 'recorded'),
    })
  })

  app.get('/console/checks/:id', async (c) => {
    await administrator(c, deps, 'see money')
    const check = await found(deps, c.req.param('id'))
    return show(c, deps, await pageWith(deps, check, { saved: saved[c.req.query('saved') ?? ''] }))
  })

  on('allocations', {
    schema: requests.allocationRequest,
    read: (values) => ({ allocations: sharesTyped(values).map(({ share }) => share) }),
    submission: async (_, facts) => {
      await requireOrders(deps, ordersOf(facts.allocations, 'allocations'))
      return { kind: 'allocate', facts }
    },
  })
  on('moves', {
    schema: requests.moveRequest,
    read: ({ from, to }) => ({ from: from ?? '', to: to ?? '' }),
    submission: async (_, facts) => {
      await requireOrders(deps, [{ order: facts.to, field: 'to' }])
      return { kind: 'moveAllocation', facts }
    },
  })
  on('reversals', {
    schema: requests.reversalRequest,
    read: ({ reason, feeCents, feeOrder }) => ({
      reason,
      ...(feeCents === undefined ? {} : { feeCents: centsTyped(feeCents) }),
      ...(feeOrder === undefined ? {} : { feeOrder }),
    }),
    submission: async (_, facts) => ({ kind: 'reverse', facts }),
  })
  on('attributions', {
    schema: z.strictObject({ creditOf: number('order') }),
    read: ({ creditOf }) => ({ creditOf: creditOf ?? '' }),
    submission: async (_, { creditOf: order }) => {
      const creditOf = await holderAskedFor(deps.sql, { order })
      if (creditOf === null) throw wrongField('creditOf', `There is no order ${order}.`)
      return { kind: 'attribute', facts: { creditOf } }
    },
  })
  return app

  function on<S extends z.ZodType>(
    form: CheckForm,
    route: {
      schema: S
      read: (values: Record<string, string>) => unknown
      submission: (
        check: CheckInFull,
        values: z.output<S>,
      ) => Promise<{ kind: string; facts: object }>
    },
  ): void {
    app.post(`/console/checks/:id/${form}`, async (c: Context) => {
      const actor = await administrator(c, deps, 'record payments')
      const check = await found(deps, c.req.param('id') ?? '')
      return takeForm(c, deps, {
        actor,
        schema: route.schema,
        read: ({ values }) => route.read(values),
        again: (filled) => pageWith(deps, check, { sent: { form, filled: atShares(filled) } }),
        submission: async (values) => ({
          ...(await route.submission(check, values)),
          subject: checkOf(check.id),
        }),
        next: (subject) => pageOf(subject, form),
      })
    })
  }
}

const saved: Record<string, string> = {
  recorded: 'The check is recorded. Its orders hear of it, and whoever waits for it is mailed.',
  allocations: 'It is given to these orders.',
  moves: 'It is moved.',
  reversals: 'The check is taken back.',
  attributions: 'What is left of it is their credit now.',
}

async function newCheck(deps: ApiDeps, known: Statement | null, filled: Filled) {
  const { zone } = deps.organisation
  const { holders } = await ageing(deps.sql, { asOf: today(deps), zone })
  return <NewCheck holders={holders} statement={known} filled={filled} />
}

/** All that is open on the order whose check is recorded, which nobody has to type again. */
function shareAwaited(known: Statement | null, order: string | undefined): Record<string, string> {
  const index = known?.items.findIndex((item) => item.order === order) ?? -1
  const item = known?.items[index]
  return item ? { [`allocations.${index}.cents`]: decimalOf(item.openCents) } : {}
}

/** Whose open orders are asked for: by holder, or by one of their orders. */
async function statementNamed(
  deps: ApiDeps,
  asked: Record<string, string>,
): Promise<Statement | null> {
  const order = tryParse(number('order'), asked.order).values ?? undefined
  const holder =
    tryParse(requests.holder, asked.holder).values ??
    (order ? await holderAskedFor(deps.sql, { order }) : null)
  const { zone } = deps.organisation
  return holder === null ? null : statement(deps.sql, { holder, asOf: today(deps), zone })
}

async function pageWith(
  deps: ApiDeps,
  check: CheckInFull,
  { sent, saved }: { sent?: { form: CheckForm; filled: Filled }; saved?: string | undefined },
) {
  const [first] = check.allocations
  const [known, history] = await Promise.all([
    statementNamed(deps, {
      ...(check.holder ? { holder: check.holder } : {}),
      ...(first ? { order: first.order } : {}),
    }),
    happened(deps.sql, { subjects: [checkOf(check.id)], limit: 50 }),
  ])
  return (
    <CheckPage
      check={check}
      open={known?.items ?? []}
      happened={history}
      temporal={temporalLink(deps, checkOf(check.id))}
      formKey={randomUUID()}
      sent={sent ?? null}
      saved={saved ?? null}
    />
  )
}

function atShares(filled: Filled): Filled {
  const indexes = sharesTyped(filled.values).map(({ index }) => index)
  return inDollars(atTheirRows(filled, 'allocations', indexes))
}

async function found({ sql }: ApiDeps, id: string): Promise<CheckInFull> {
  const check = tryParse(uuid, id).errors === null ? await checkInFull(sql, id) : null
  if (check === null) throw notFound('check')
  return check
}

function pageOf(subject: string, what: string): string {
  return `/console/checks/${subject.slice('check:'.length)}?saved=${what}`
}

function today({ now, organisation }: ApiDeps): string {
  return localDate(now().toISOString(), organisation.zone)
}
