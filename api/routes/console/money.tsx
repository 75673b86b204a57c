import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { recordOf } from '../../../delivery/subject.ts'
import { localDate } from '../../../domain/calendar.ts'
import { ageing } from '../../../readmodels/ageing.ts'
import { checks } from '../../../readmodels/check.ts'
import { deposits } from '../../../readmodels/deposit.ts'
import { whereabouts } from '../../../readmodels/ledger.ts'
import { type Statement, statement } from '../../../readmodels/statement.ts'
import { openPageOf } from '../../../web/console/holder.ts'
import { Money } from '../../../web/console/money.tsx'
import { OpenMoney, OpenOf } from '../../../web/console/open.tsx'
import type { Filled } from '../../../web/form.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { date } from '../../requests/fields.ts'
import { takeForm } from '../form.ts'

const onList = 25
const lastDeposits = 10

/** Where all money is, what came, and what is still open. */
export function consoleMoneyRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps
  const { zone } = deps.organisation
  const today = () => localDate(deps.now().toISOString(), zone)

  app.get('/console/money', async (c) => {
    await administrator(c, deps, 'see money')
    const { payer = '', number = '' } = c.req.query()
    const cursor = checkAfter(c.req.query('cursor'))
    const wanted = { payer: payer.trim(), number: number.trim() || undefined }
    const [where, found, slips] = await Promise.all([
      whereabouts(sql),
      checks(sql, { ...wanted, cursor, limit: onList }),
      deposits(sql, { cursor: null, limit: lastDeposits }),
    ])
    const page = (
      <Money where={where} checks={found} deposits={slips.items} payer={payer} number={number} />
    )
    return show(c, deps, page)
  })

  app.get('/console/open', async (c) => {
    await administrator(c, deps, 'see money')
    const asOf = tryParse(date, c.req.query('asOf')).values ?? today()
    return show(c, deps, <OpenMoney report={await ageing(sql, { asOf, zone })} />)
  })

  app.get('/console/open/:noun/:id', async (c) => {
    await administrator(c, deps, 'see money')
    const isMailed = c.req.query('saved') === 'mailed'
    return show(c, deps, await pageOf(await owed(c), null, isMailed))
  })

  app.post('/console/open/:noun/:id/statements', async (c) => {
    const actor = await administrator(c, deps, 'send statements')
    const known = await owed(c)
    return takeForm(c, deps, {
      actor,
      schema: z.strictObject({}),
      read: () => ({}),
      again: (filled) => pageOf(known, filled, false),
      submission: () => ({
        kind: 'sendStatement',
        subject: recordOf('statement', known.holder),
        body: {},
      }),
      next: () => `${openPageOf(known.holder)}?saved=mailed`,
    })
  })
  return app

  async function owed(c: Context): Promise<Statement> {
    const holder = `${c.req.param('noun')}:${c.req.param('id')}`
    const known = await statement(sql, { holder, asOf: today(), zone })
    if (known === null) throw notFound('page')
    return known
  }

  function pageOf(known: Statement, filled: Filled | null, isMailed: boolean) {
    return (
      <OpenOf
        statement={known}
        formKey={randomUUID()}
        filled={filled}
        saved={isMailed ? 'The statement is on its way to them by mail.' : null}
      />
    )
  }
}

function checkAfter(cursor: string | undefined): string | null {
  return /^\d{4}-\d{2}-\d{2}~[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(cursor ?? '')
    ? (cursor ?? null)
    : null
}
