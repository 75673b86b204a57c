import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { inquiryOf, membershipOf, orderOf, passOf } from '../../../delivery/subject.ts'
import { localDate } from '../../../domain/calendar.ts'
import { may } from '../../../domain/permission.ts'
import { credits } from '../../../readmodels/credit.ts'
import { documentsOfOrder } from '../../../readmodels/document.ts'
import { type HappenedWanted, happened } from '../../../readmodels/happened.ts'
import { inquiryByNumber } from '../../../readmodels/inquiry.ts'
import { applicationOf } from '../../../readmodels/membership.ts'
import { messageById } from '../../../readmodels/message.ts'
import { orderByNumber, orders } from '../../../readmodels/order.ts'
import { organisationById } from '../../../readmodels/organisation.ts'
import { passByNumber, passes } from '../../../readmodels/pass.ts'
import { seatsOfOrder } from '../../../readmodels/seat.ts'
import { certificatesOf } from '../../../readmodels/tax-certificate.ts'
import { purchaseOrderFiles } from '../../../readmodels/upload.ts'
import { MemberPage } from '../../../web/console/member.tsx'
import { ConsoleOrderPage } from '../../../web/console/order.tsx'
import type { Around } from '../../../web/console/thing.tsx'
import {
  ConsoleInquiryPage,
  ConsoleMailPage,
  ConsolePassPage,
  OrganisationPage,
} from '../../../web/console/things.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { id as uuid } from '../../requests/fields.ts'
import { viewer } from '../../session.ts'
import { outcomesOf, temporalLink } from './outcome.ts'

const aPage = 50
const everyOrder = { limit: aPage, cursor: null }

/** One page each for people, orders, organisations, passes, questions and mail. */
export function consoleThingRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.get('/console/members/:id', (c) => member(c, deps, idOf(c)))
  app.get('/console/orders/:number', (c) => order(c, deps, c.req.param('number')))
  app.get('/console/organisations/:id', (c) => organisation(c, deps, idOf(c)))
  app.get('/console/passes/:number', (c) => pass(c, deps, c.req.param('number')))
  app.get('/console/inquiries/:number', (c) => inquiry(c, deps, c.req.param('number')))
  app.get('/console/mail/:id', (c) => mail(c, deps, idOf(c)))
  return app
}

async function member(c: Context, deps: ApiDeps, id: string): Promise<Response> {
  const actor = await administrator(c, deps, 'see people')
  const found = await applicationOf(deps.sql, id)
  if (found === null) throw notFound('member')
  const { person } = await viewer(c, deps)
  const seesMoney = may(person?.role ?? null, 'see money')
  const subject = membershipOf(id)
  const [bought, held, around] = await Promise.all([
    seesMoney ? orders(deps.sql, { ...everyOrder, buyer: found.email }) : null,
    passes(deps.sql, { ...everyOrder, holder: id }),
    aroundOf(c, deps, actor, { subjects: [subject], person: id }),
  ])
  const shown = { member: found, orders: bought?.items ?? [], passes: held.items, seesMoney }
  return show(c, deps, <MemberPage {...shown} around={around} />)
}

async function order(c: Context, deps: ApiDeps, number: string): Promise<Response> {
  const { sql } = deps
  const actor = await administrator(c, deps, 'see money')
  const found = await orderByNumber(sql, number)
  if (found === null) throw notFound('order')
  const [credit, seats, documents, files, around] = await Promise.all([
    credits(sql, { limit: 1, cursor: null, holder: found.creditHolder }),
    seatsOfOrder(sql, number),
    documentsOfOrder(sql, number),
    purchaseOrderFiles(sql, number),
    aroundOf(c, deps, actor, { subjects: [orderOf(number)] }),
  ])
  const creditCents = credit.items[0]?.cents ?? 0
  const shown = { order: found, creditCents, seats: seats.slice(0, aPage), documents, files }
  return show(c, deps, <ConsoleOrderPage {...shown} around={around} />)
}

async function organisation(c: Context, deps: ApiDeps, id: string): Promise<Response> {
  const { sql } = deps
  const actor = await administrator(c, deps, 'see money')
  const today = localDate(deps.now().toISOString(), deps.organisation.zone)
  const found = await organisationById(sql, { id, today })
  if (found === null) throw notFound('organization')
  const [bought, certificates] = await Promise.all([
    orders(sql, { ...everyOrder, organisationId: id }),
    certificatesOf(sql, { ...everyOrder, organisation: id }),
  ])
  const subjects = bought.items.map(({ number }) => orderOf(number))
  const around = await aroundOf(c, deps, actor, { subjects })
  const shown = { organisation: found, orders: bought.items, certificates: certificates.items }
  return show(c, deps, <OrganisationPage {...shown} around={{ ...around, temporal: null }} />)
}

async function pass(c: Context, deps: ApiDeps, number: string): Promise<Response> {
  const actor = await administrator(c, deps, 'see people')
  const found = await passByNumber(deps.sql, number)
  if (found === null) throw notFound('pass')
  const around = await aroundOf(c, deps, actor, { subjects: [passOf(number)] })
  return show(c, deps, <ConsolePassPage pass={found} around={around} />)
}

async function inquiry(c: Context, deps: ApiDeps, number: string): Promise<Response> {
  const actor = await administrator(c, deps, 'see people')
  const found = await inquiryByNumber(deps.sql, number)
  if (found === null) throw notFound('question')
  const around = await aroundOf(c, deps, actor, { subjects: [inquiryOf(number)] })
  return show(c, deps, <ConsoleInquiryPage inquiry={found} around={around} />)
}

async function mail(c: Context, deps: ApiDeps, id: string): Promise<Response> {
  const actor = await administrator(c, deps, 'see people')
  const found = await messageById(deps.sql, id)
  if (found === null) throw notFound('mail')
  const around = await aroundOf(c, deps, actor, { subjects: [`record:message/${id}`] })
  const temporal = temporalLink(deps, found.subject)
  return show(c, deps, <ConsoleMailPage message={found} around={{ ...around, temporal }} />)
}

/** What a page of the console shows beside the thing itself. */
async function aroundOf(
  c: Context,
  deps: ApiDeps,
  actor: string,
  wanted: Omit<HappenedWanted, 'limit'>,
): Promise<Around> {
  const [all, outcomes] = await Promise.all([
    happened(deps.sql, { ...wanted, limit: aPage }),
    outcomesOf(c, deps, actor),
  ])
  const [subject = ''] = wanted.subjects
  return {
    happened: all,
    outcomes,
    formKey: randomUUID(),
    temporal: temporalLink(deps, subject),
  }
}

function idOf(c: Context): string {
  const id = c.req.param('id') ?? ''
  if (tryParse(uuid, id).errors !== null) throw notFound('page')
  return id
}
