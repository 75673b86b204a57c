import { Hono } from 'hono'
import { localDate } from '../../../domain/calendar.ts'
import { addDays } from '../../../domain/date.ts'
import { ageing } from '../../../readmodels/ageing.ts'
import { renewalsDue, sales } from '../../../readmodels/sales.ts'
import { SalesPage, spans } from '../../../web/console/sales.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'

const renewalDays = 90

/** What was sold, what came in, and what will be due. */
export function consoleSalesRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps
  const { zone } = deps.organisation

  app.get('/console/sales', async (c) => {
    await administrator(c, deps, 'see money')
    const today = localDate(deps.now().toISOString(), zone)
    const months = spans.find((span) => String(span) === c.req.query('months')) ?? 12
    const from = firstOfMonth(today, months - 1)
    const [sold, open, renewals] = await Promise.all([
      sales(sql, { from, to: today, zone }),
      ageing(sql, { asOf: today, zone }),
      renewalsDue(sql, { from: today, to: addDays(today, renewalDays) }),
    ])
    const page = (
      <SalesPage
        months={months}
        sales={sold}
        ageing={open}
        renewals={renewals}
        renewalDays={renewalDays}
      />
    )
    return show(c, deps, page)
  })
  return app
}

/** The first day of the month so many months before. */
function firstOfMonth(date: string, monthsBefore: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - monthsBefore
  const month = String((months % 12) + 1).padStart(2, '0')
  return `${Math.floor(months / 12)}-${month}-01`
}
