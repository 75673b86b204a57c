import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { addressOf, recordOf } from '../../delivery/subject.ts'
import { type AddressSide, addressSides } from '../../domain/address.ts'
import { type AddressChange, addressChange, profileOf } from '../../readmodels/profile.ts'
import { AddressChangePage } from '../../web/address-change.tsx'
import { type Filled, unfilled } from '../../web/form.tsx'
import { MailChoicesPage } from '../../web/mail-choices.tsx'
import type { ApiDeps } from '../deps.ts'
import { requireLink } from '../guard.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { addressAnswerRequest, mailChoiceRequest } from '../requests/profile.ts'
import { keepNothing } from '../session-cookie.ts'
import { only, takeForm } from './form.ts'
import { mailFilled, ticked } from './profile.tsx'

/** What links in mails open about their reader: an address that is to change, and which mail is wanted. */
export function addressChangeRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps
  app.use('/address-changes/*', keepNothing)
  app.use('/people/*', keepNothing)

  app.get('/address-changes/:change/:side', async (c) => {
    const { change, side } = await linked(c)
    return show(c, deps, page(c, change, side, unfilled(randomUUID())))
  })

  app.post('/address-changes/:change/:side', async (c) => {
    const { change, side } = await linked(c)
    return takeForm(c, deps, {
      schema: addressAnswerRequest,
      read: ({ values }) => only(values, ['answer']),
      again: async (filled) =>
        page(c, (await addressChange(sql, change.id)) ?? change, side, filled),
      actor: `person:${change.personId}`,
      submission: ({ answer }) => ({
        kind: answer === 'yes' ? 'proveAddress' : 'withdrawAddress',
        subject: addressOf(change.personId),
        facts: { change: change.id, side },
      }),
      next: () => here(c),
    })
  })

  app.get('/people/:id/mail-choices', async (c) => {
    const profile = await linkedProfile(c)
    return show(c, deps, choices(c, mailFilled(profile)))
  })

  app.post('/people/:id/mail-choices', async (c) => {
    await linkedProfile(c)
    const personId = c.req.param('id')
    return takeForm(c, deps, {
      schema: mailChoiceRequest,
      read: ticked,
      again: (filled) => choices(c, filled),
      actor: `person:${personId}`,
      submission: (facts) => ({
        kind: 'chooseMail',
        subject: recordOf('profile', personId),
        facts,
      }),
      next: () => `${here(c)}&saved=yes`,
    })
  })
  return app

  async function linked(c: Context): Promise<{ change: AddressChange; side: AddressSide }> {
    const changeId = parse(id, c.req.param('change'), 'id')
    const side = addressSides.find((one) => one === c.req.param('side'))
    if (side === undefined) throw notFound('page')
    const target = { noun: 'address-change', id: `${changeId}/${side}`, version: 1 } as const
    requireLink(c, deps, target, 'page')
    const change = await addressChange(sql, changeId)
    return change ? { change, side } : Promise.reject(notFound('page'))
  }

  async function linkedProfile(c: Context) {
    const personId = parse(id, c.req.param('id'), 'id')
    requireLink(c, deps, { noun: 'mail-choices', id: personId, version: 1 }, 'page')
    return (await profileOf(sql, personId)) ?? Promise.reject(notFound('page'))
  }

  function page(c: Context, change: AddressChange, side: AddressSide, filled: Filled) {
    return <AddressChangePage change={change} side={side} action={here(c)} filled={filled} />
  }

  function choices(c: Context, filled: Filled) {
    const isSaved = c.req.method === 'GET' && c.req.query('saved') === 'yes'
    return <MailChoicesPage action={here(c)} filled={filled} isSaved={isSaved} />
  }
}

function here(c: Context): string {
  return `${c.req.path}?${new URLSearchParams({ token: c.req.query('token') ?? '' })}`
}
