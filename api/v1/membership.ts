import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { membershipOf } from '../../delivery/subject.ts'
import { asTold } from '../../domain/membership-told.ts'
import { isSameSecret, type LinkTarget, linkCode, linkToken } from '../../link.ts'
import { applicantByAddress, applicationOf, applications } from '../../readmodels/membership.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { notFound, ProblemError } from '../problem.ts'
import { id } from '../requests/fields.ts'
import * as requests from '../requests/membership.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'application'
const params = z.object({ id })
const stage = z.enum([
  'verifying',
  'pending',
  'information-requested',
  'active',
  'rejected',
  'expired',
  'withdrawn',
])

/** Applying, deciding and everything between, under `/applications`. */
export function membershipRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/applications',
    summary: 'Apply for membership',
    tag,
    body: requests.applicationRequest,
    who: async () => 'applicant',
    submission: ({ body }) => ({
      kind: 'apply',
      subject: { personWithAddress: body.email },
      body,
    }),
  })

  command(app, deps, {
    path: '/confirmations',
    summary: 'Confirm the address, with the link or the code from the mail',
    tag,
    body: requests.confirmationRequest,
    who: async () => 'applicant',
    submission: async ({ body }) => ({
      kind: 'confirm',
      subject: membershipOf(await provenApplicant(deps, body)),
    }),
  })

  command(app, deps, {
    path: '/confirmation-mails',
    summary: 'Have the confirmation mail sent once more',
    tag,
    body: requests.confirmationMailRequest,
    who: async () => 'applicant',
    isDiscreet: true,
    submission: async ({ body }) => {
      const applicant = await applicantByAddress(deps.sql, body.email)
      return applicant && { kind: 'resend', subject: membershipOf(applicant.id) }
    },
  })

  ownCommand(
    '/applications/{id}/withdrawals',
    'Take the application back',
    z.strictObject({}),
    'withdraw',
  )
  ownCommand(
    '/applications/{id}/answers',
    'Answer what was asked',
    requests.answerRequest,
    'answer',
  )

  decision('/applications/{id}/approvals', 'Approve', requests.approvalRequest, 'approve')
  decision(
    '/applications/{id}/rejections',
    'Reject; the applicant is told 10 minutes later',
    requests.rejectionRequest,
    'reject',
  )
  decision(
    '/applications/{id}/rejection-undos',
    'Undo a rejection',
    z.strictObject({}),
    'undoRejection',
  )
  decision(
    '/applications/{id}/information-requests',
    'Ask the applicant',
    requests.informationRequest,
    'requestInformation',
  )

  read(app, {
    path: '/applications',
    summary: 'Applications, oldest first',
    tag,
    query: pageQuery.extend({ stage: stage.optional() }),
    answer: pageOf(z.looseObject({ id })).openapi('Applications'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see people')
      return applications(deps.sql, query)
    },
  })

  read(app, {
    path: '/applications/{id}',
    summary: 'One application, for administrators and for the applicant’s own link',
    tag,
    params,
    query: z.object({ token: z.string().optional() }),
    answer: z.looseObject({ id }).openapi('Application'),
    read: async ({ params }, c) => {
      const application = await applicationOf(deps.sql, params.id)
      const isAdministrator = (await administratorOrNull(c, deps, 'see people')) !== null
      if (isAdministrator) return application
      requireLink(c, deps, applicationTarget(params.id, application?.application), tag)
      return application && asTold(application, deps.now().toISOString())
    },
  })

  /** A command of the applicant, by the link in the mail. */
  function ownCommand<B extends z.ZodObject>(path: string, summary: string, body: B, kind: string) {
    command(app, deps, {
      path,
      summary,
      tag,
      params,
      body,
      who: async (c, _, { id }) => {
        const application = await applicationOf(deps.sql, id)
        requireLink(c, deps, applicationTarget(id, application?.application), tag)
        return `applicant:${id}`
      },
      submission: ({ params, body }) => ({ kind, subject: membershipOf(params.id), body }),
    })
  }

  /** A command of an administrator. */
  function decision<B extends z.ZodObject>(path: string, summary: string, body: B, kind: string) {
    command(app, deps, {
      path,
      summary,
      tag,
      params,
      body,
      who: (c) => administrator(c, deps, 'decide applications'),
      submission: async ({ params, body: { mayReapplyOn, ...body } }) => {
        if ((await applicationOf(deps.sql, params.id)) === null) throw notFound(tag)
        const facts = mayReapplyOn ? { mayReapplyOn: String(mayReapplyOn) } : {}
        return { kind, subject: membershipOf(params.id), facts, body }
      },
    })
  }
}

/** @throws ProblemError 422 when neither the link nor the code is right; it never says which addresses are known */
export async function provenApplicant(
  deps: ApiDeps,
  proof: z.output<typeof requests.confirmationRequest>,
): Promise<string> {
  if ('token' in proof) {
    const application = await applicationOf(deps.sql, proof.application)
    const expected = linkToken(
      deps.secretKey,
      applicationTarget(proof.application, application?.application),
    )
    if (isSameSecret(proof.token, expected)) return proof.application
  } else {
    const applicant = await applicantByAddress(deps.sql, proof.email)
    const expected = linkCode(
      deps.secretKey,
      applicationTarget(applicant?.id ?? '', applicant?.application),
    )
    if (applicant !== null && isSameSecret(proof.code, expected)) return applicant.id
  }
  throw new ProblemError({
    status: 422,
    code: 'wrong-proof',
    detail:
      'This link or code is not right, or belongs to an earlier application. Please use the newest mail.',
  })
}

/** What the link of an applicant opens: the application that was the latest when it was sent. */
export function applicationTarget(personId: string, application = 0): LinkTarget {
  return { noun: 'application', id: personId, version: application }
}
