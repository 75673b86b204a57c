import { z } from '@hono/zod-openapi'
import {
  inquiryOf,
  membershipOf,
  orderOf,
  passOf,
  recordOf,
  webinarOf,
} from '../../../delivery/subject.ts'
import { inquiryByNumber, isOrder } from '../../../readmodels/inquiry.ts'
import { applicationOf } from '../../../readmodels/membership.ts'
import { messageById } from '../../../readmodels/message.ts'
import { passByNumber } from '../../../readmodels/pass.ts'
import { seatsOfOrder } from '../../../readmodels/seat.ts'
import { taskById } from '../../../readmodels/task.ts'
import { certificateById } from '../../../readmodels/tax-certificate.ts'
import { stageOfWebinar } from '../../../readmodels/webinar.ts'
import { type DeedName, deeds } from '../../../web/console/deed.ts'
import type { ApiDeps } from '../../deps.ts'
import type { Intake } from '../../intake.ts'
import { notFound, wrongField } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { taskClosingRequest } from '../../requests/administrator.ts'
import { number, slug, id as uuid } from '../../requests/fields.ts'
import * as inquiry from '../../requests/inquiry.ts'
import * as membership from '../../requests/membership.ts'
import * as order from '../../requests/order.ts'
import * as pass from '../../requests/pass.ts'
import * as quote from '../../requests/quote.ts'
import * as exemption from '../../requests/tax-certificate.ts'
import * as webinar from '../../requests/webinar.ts'
import { orderCommands } from '../../v1/order-commands.ts'
import { accepted } from '../../v1/quote.ts'
import { requireValidity } from '../../v1/tax-certificate.ts'

type Body = Record<string, unknown>
type Made = Pick<Intake, 'kind' | 'subject' | 'facts' | 'body'>

/** How a form of the console becomes what the API would be sent. */
export interface DeedTaken {
  kind: string
  schema: z.ZodType<Body>
  made: (deps: ApiDeps, id: string, body: Body, actor: string) => Promise<Made> | Made
}

const nothing = z.strictObject({})

interface Noun {
  id: z.ZodType<string>
  subject: (id: string) => string
  isThere: (deps: ApiDeps, id: string) => Promise<boolean>
}

const nouns: Record<string, Noun> = {
  members: {
    id: uuid,
    subject: membershipOf,
    isThere: async ({ sql }, id) => (await applicationOf(sql, id)) !== null,
  },
  inquiries: {
    id: number('inquiry'),
    subject: inquiryOf,
    isThere: async ({ sql }, id) => (await inquiryByNumber(sql, id)) !== null,
  },
  exemptions: {
    id: uuid,
    subject: (id) => recordOf('tax-certificate', id),
    isThere: async ({ sql }, id) => (await certificateById(sql, id)) !== null,
  },
  messages: {
    id: uuid,
    subject: (id) => recordOf('message', id),
    isThere: async ({ sql }, id) => (await messageById(sql, id)) !== null,
  },
  tasks: {
    id: uuid,
    subject: (id) => recordOf('task', id),
    isThere: async ({ sql }, id) => (await taskById(sql, id)) !== null,
  },
  webinars: {
    id: slug,
    subject: webinarOf,
    isThere: async ({ sql }, id) => (await stageOfWebinar(sql, id)) !== null,
  },
  passes: {
    id: number('pass'),
    subject: passOf,
    isThere: async ({ sql }, id) => (await passByNumber(sql, id)) !== null,
  },
  orders: {
    id: number('order'),
    subject: orderOf,
    isThere: ({ sql }, id) => isOrder(sql, id),
  },
  // A part of its order: `<order>~<seat>`.
  seats: {
    id: z.string().regex(/^[1-9]\d{0,14}~[\da-f-]{36}$/),
    subject: (id) => orderOf(seatIn(id).order),
    isThere: async ({ sql }, id) => {
      const { order, seat } = seatIn(id)
      return (await seatsOfOrder(sql, order)).some((one) => one.id === seat)
    },
  },
}

/**
 * The thing that a form is about.
 * @throws ProblemError 404 where it is not there
 */
export async function requireThing(deps: ApiDeps, noun: string, id: string): Promise<string> {
  const known = nouns[noun]
  const isThere =
    known !== undefined && tryParse(known.id, id).errors === null && (await known.isThere(deps, id))
  if (!isThere) throw notFound('page')
  return known.subject(id)
}

const plain: Partial<
  Record<DeedName, { schema: z.ZodType<Body>; kind: string; facts?: string[] }>
> = {
  'members/approvals': { schema: membership.approvalRequest, kind: 'approve' },
  'members/rejections': {
    schema: membership.rejectionRequest,
    kind: 'reject',
    facts: ['mayReapplyOn'],
  },
  'members/rejection-undos': { schema: nothing, kind: 'undoRejection' },
  'members/information-requests': {
    schema: membership.informationRequest,
    kind: 'requestInformation',
  },
  'inquiries/answers': { schema: inquiry.inquiryAnswerRequest, kind: 'answer' },
  'inquiries/closings': { schema: inquiry.inquiryClosingRequest, kind: 'close' },
  'exemptions/acceptances': {
    schema: exemption.certificateAcceptance,
    kind: 'recordTaxCertificate',
    facts: ['validUntil'],
  },
  'exemptions/refusals': { schema: exemption.certificateReason, kind: 'refuseTaxCertificate' },
  'exemptions/withdrawals': { schema: exemption.certificateReason, kind: 'withdrawTaxCertificate' },
  'orders/seats': { schema: order.seatAssignmentRequest, kind: 'assignSeats' },
  'orders/price-agreements': {
    schema: quote.priceAgreementRequest,
    kind: 'agreePrice',
    facts: ['agreedCents'],
  },
  'messages/resends': { schema: nothing, kind: 'resendMessage' },
  'messages/returns': { schema: nothing, kind: 'reportReturn' },
  'tasks/closings': { schema: taskClosingRequest, kind: 'closeTask' },
  'webinars/join-details': { schema: webinar.joinDetailsRequest, kind: 'setJoinDetails' },
  'webinars/recordings': {
    schema: webinar.recordingRequest,
    kind: 'publishRecording',
    facts: ['minutes'],
  },
  'passes/suspensions': { schema: pass.passSuspensionRequest, kind: 'suspend' },
  'passes/suspension-undos': { schema: nothing, kind: 'resume' },
  'passes/cancellations': { schema: pass.passCancellationRequest, kind: 'cancelAtEnd' },
  'passes/cancellation-undos': { schema: nothing, kind: 'keepAtEnd' },
}

/** How a deed is taken; null where there is none of this name. */
export function deedTaken(name: DeedName): DeedTaken | null {
  const own = others[name]
  if (own !== undefined) return own
  const known = plain[name]
  if (known !== undefined) {
    const { schema, kind, facts = [] } = known
    return {
      kind,
      schema,
      made: async (deps, id, body) => {
        if (name === 'inquiries/answers') await requireOrder(deps, body.order)
        if (name === 'exemptions/acceptances') requireValidity(deps, String(body.validUntil))
        return { kind, subject: subjectOf(name, id), ...parted(body, facts) }
      },
    }
  }
  const route = orderCommands.find(({ path }) => `orders/${path}` === name)
  if (route === undefined) return null
  const { body: schema, kind, parts = (body) => ({ body }) } = route
  return {
    kind,
    schema,
    made: (_, id, body) => ({ kind, subject: orderOf(id), ...parts(body) }),
  }
}

const others: Partial<Record<DeedName, DeedTaken>> = {
  'inquiries/assignments': {
    kind: 'assign',
    schema: nothing,
    made: (_, id, __, actor) => ({
      kind: 'assign',
      subject: inquiryOf(id),
      facts: { owner: actor.slice('administrator:'.length) },
    }),
  },
  'orders/quote-acceptances': {
    kind: 'acceptQuote',
    schema: quote.quoteAcceptanceRequest,
    made: (_, id, body) => ({ ...accepted(body), subject: orderOf(id) }),
  },
  'orders/line-refunds': {
    kind: 'refund',
    schema: order.lineRefundRequest,
    made: async (deps, id, { reason, leaving, ...wish }) => ({
      kind: 'refund',
      subject: orderOf(id),
      facts: { what: 'line', ...wish, leaving: await seatsNamed(deps, id, leaving as string[]) },
      body: { reason },
    }),
  },
  'seats/reassignments': {
    kind: 'reassignSeat',
    schema: order.reassignmentRequest,
    made: (_, id, body) => ({
      kind: 'reassignSeat',
      subject: subjectOf('seats/reassignments', id),
      facts: { seat: seatIn(id).seat, isAdministrator: true },
      body,
    }),
  },
  'seats/resends': {
    kind: 'resendSeat',
    schema: nothing,
    made: (_, id) => ({
      kind: 'resendSeat',
      subject: subjectOf('seats/resends', id),
      facts: { seat: seatIn(id).seat },
    }),
  },
}

/**
 * The seats of these people.
 * @throws ProblemError 422 where one of them has none
 */
async function seatsNamed({ sql }: ApiDeps, id: string, leaving: string[]): Promise<string[]> {
  const seats = await seatsOfOrder(sql, id)
  return leaving.map((email) => {
    const seat = seats.find((one) => one.email?.toLowerCase() === email.toLowerCase())
    if (seat === undefined) throw wrongField('leaving', `${email} has no seat of this order.`)
    return seat.id
  })
}

function seatIn(id: string): { order: string; seat: string } {
  const [number = '', seat = ''] = id.split('~')
  return { order: number, seat }
}

/** Which deed a submission was, by its kind and what it is about; null where it was another one's. */
export function deedOf(subject: string, kind: string): DeedName | null {
  const names = Object.keys(deeds) as DeedName[]
  const isIt = (name: DeedName) =>
    deedTaken(name)?.kind === kind && subject.startsWith(subjectOf(name, ''))
  return names.find(isIt) ?? null
}

async function requireOrder({ sql }: ApiDeps, order: unknown): Promise<void> {
  if (order && !(await isOrder(sql, String(order)))) {
    throw wrongField('order', 'There is no such order.')
  }
}

function subjectOf(name: DeedName, id: string): string {
  return nouns[name.split('/')[0] ?? '']?.subject(id) ?? ''
}

/** What may stand in a history, and what stays in Postgres. */
function parted(body: Body, facts: string[]): { facts: Body; body: Body } {
  const given = Object.entries(body).filter(([, value]) => value !== undefined && value !== null)
  const isFact = ([field]: [string, unknown]) => facts.includes(field)
  return {
    facts: Object.fromEntries(given.filter(isFact)),
    body: Object.fromEntries(given.filter((entry) => !isFact(entry))),
  }
}
