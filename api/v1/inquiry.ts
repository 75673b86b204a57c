import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { inquiryOf } from '../../delivery/subject.ts'
import { inquirySubjects } from '../../domain/inquiry.ts'
import { linkToken } from '../../link.ts'
import { inquiries, inquiryByNumber, isOrder } from '../../readmodels/inquiry.ts'
import { isAdministrator } from '../../readmodels/person.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { notFound, wrongField } from '../problem.ts'
import { id, number } from '../requests/fields.ts'
import * as requests from '../requests/inquiry.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'inquiry'
const params = z.object({ number: number('inquiry') })

/** Asking, answering and everything between, under `/inquiries`. */
export function inquiryRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/inquiries',
    summary: 'Ask something; the answer has its number and the link to it',
    tag,
    body: requests.inquiryRequest,
    who: async () => 'inquirer',
    submission: ({ body }) => ({ kind: 'ask', subject: { numbered: 'inquiry' }, body }),
    also: (subject) => {
      const inquiry = subject.slice('inquiry:'.length)
      const token = linkToken(deps.secretKey, target(inquiry))
      return { number: inquiry, link: `${deps.publicUrl}/inquiries/${inquiry}?token=${token}` }
    },
  })

  command(app, deps, {
    path: '/inquiries/{number}/assignments',
    summary: 'Take it on, or give it to another administrator',
    tag,
    params,
    body: requests.assignmentRequest,
    who: (c) => administrator(c, deps, 'answer inquiries'),
    submission: async ({ params, body }, actor) => {
      await requireInquiry(params.number)
      const owner = body.owner ?? actor.slice('administrator:'.length)
      if (!(await isAdministrator(deps.sql, owner))) {
        throw wrongField('owner', 'This is not an administrator.')
      }
      return { kind: 'assign', subject: inquiryOf(params.number), facts: { owner } }
    },
  })

  command(app, deps, {
    path: '/inquiries/{number}/answers',
    summary: 'Answer; the person is told by mail',
    tag,
    params,
    body: requests.inquiryAnswerRequest,
    who: (c) => administrator(c, deps, 'answer inquiries'),
    submission: async ({ params, body }) => {
      await requireInquiry(params.number)
      if (body.order && !(await isOrder(deps.sql, body.order))) {
        throw wrongField('order', 'There is no such order.')
      }
      return { kind: 'answer', subject: inquiryOf(params.number), body }
    },
  })

  command(app, deps, {
    path: '/inquiries/{number}/closings',
    summary: 'Close it; who has had no answer is told',
    tag,
    params,
    body: requests.inquiryClosingRequest,
    who: (c) => administrator(c, deps, 'answer inquiries'),
    submission: async ({ params, body }) => {
      await requireInquiry(params.number)
      return { kind: 'close', subject: inquiryOf(params.number), body }
    },
  })

  command(app, deps, {
    path: '/inquiries/{number}/replies',
    summary: 'Write again, by the link from the mail; this opens it anew',
    tag,
    params,
    body: requests.inquiryReplyRequest,
    who: async (c, _, { number }) => {
      requireLink(c, deps, target(number), tag)
      await requireInquiry(number)
      return 'inquirer'
    },
    submission: ({ params, body }) => ({
      kind: 'reply',
      subject: inquiryOf(params.number),
      body,
    }),
  })

  reading(app, deps)

  async function requireInquiry(inquiry: string): Promise<void> {
    if ((await inquiryByNumber(deps.sql, inquiry)) === null) throw notFound(tag)
  }
}

function reading(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/inquiries',
    summary: 'Inquiries, oldest first',
    tag,
    query: pageQuery.extend({
      stage: z.enum(['open', 'answered', 'closed']).optional(),
      about: z.enum(inquirySubjects).optional(),
      owner: id.optional(),
    }),
    answer: pageOf(z.looseObject({ number: z.string() })).openapi('Inquiries'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see people')
      return inquiries(deps.sql, query)
    },
  })

  read(app, {
    path: '/inquiries/{number}',
    summary: 'One inquiry, for administrators and for the link of who asked',
    tag,
    params,
    query: z.object({ token: z.string().optional() }),
    answer: z.looseObject({ number: z.string() }).openapi('Inquiry'),
    read: async ({ params: { number } }, c) => {
      const isAdministrator = (await administratorOrNull(c, deps, 'see people')) !== null
      if (!isAdministrator) requireLink(c, deps, target(number), tag)
      const inquiry = await inquiryByNumber(deps.sql, number)
      return isAdministrator ? inquiry : inquiry && withoutNames(inquiry)
    },
  })
}

/** Who asked sees the answers, and not who works on them. */
function withoutNames<I extends { ownerId: string | null; owner: string | null }>(inquiry: I) {
  const { ownerId: _, owner: __, ...shown } = inquiry
  return shown
}

function target(inquiry: string) {
  return { noun: 'inquiry', id: inquiry, version: 1 } as const
}
