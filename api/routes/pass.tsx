import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { passOf } from '../../delivery/subject.ts'
import { linkToken } from '../../link.ts'
import { type Pass, passByNumber, webinarsOfPass } from '../../readmodels/pass.ts'
import { type Filled, unfilled } from '../../web/form.tsx'
import { PassPage } from '../../web/pass.tsx'
import type { ApiDeps } from '../deps.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { number } from '../requests/fields.ts'
import { atEnd, holderOrAdministrator, passCommands } from '../v1/pass.ts'
import { only, takeForm } from './form.ts'

/** The page of each pass, by the link of its holder. */
export function passRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/passes/:number', async (c) => {
    const pass = parse(number('pass'), c.req.param('number'), 'number')
    await holderOrAdministrator(c, deps, pass)
    return show(c, deps, await page(c, pass, unfilled(randomUUID())))
  })

  app.post('/passes/:number/:form', async (c) => {
    const form = c.req.param('form')
    const command = passCommands.find(({ path, who }) => path === form && who === 'holder')
    if (command === undefined) throw notFound('page')
    const pass = parse(number('pass'), c.req.param('number'), 'number')
    const actor = await holderOrAdministrator(c, deps, pass)
    return takeForm(c, deps, {
      schema: command.body,
      read: ({ values }) => only(values, form === 'cancellations' ? ['reason'] : []),
      again: (filled) => page(c, pass, filled),
      actor,
      submission: (body) => ({ kind: command.kind, subject: passOf(pass), body }),
      next: () => pathOf(c, pass, ''),
    })
  })
  return app

  async function page(c: Context, number: string, ending: Filled) {
    const [pass, opens] = await Promise.all([
      passByNumber(deps.sql, number),
      webinarsOfPass(deps.sql, number),
    ])
    if (pass === null) throw notFound('pass')
    return (
      <PassPage
        pass={pass}
        atEnd={atEnd(pass)}
        opens={opens}
        orderOf={(webinar) => orderOf(deps, pass, webinar)}
        actionOf={(form) => pathOf(c, number, `/${form}`)}
        ending={ending}
        formKey={randomUUID()}
      />
    )
  }
}

/** Renews the pass, or registers its holder free: both are orders that name it. */
function orderOf({ secretKey }: ApiDeps, pass: Pass, webinar: string | null): string {
  const { number: id, product, linkVersion: version } = pass
  const wish = {
    passNumber: id,
    passToken: linkToken(secretKey, { noun: 'pass', id, version }),
    ...(webinar === null ? { pass: product } : { webinar }),
  }
  return `/orders/new?${new URLSearchParams(wish)}`
}

function pathOf(c: Context, pass: string, form: string): string {
  const token = c.req.query('token')
  return `/passes/${pass}${form}${token ? `?${new URLSearchParams({ token })}` : ''}`
}
