import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { recordOf } from '../../delivery/subject.ts'
import { localDate } from '../../domain/calendar.ts'
import { isValidity } from '../../domain/tax-certificate.ts'
import {
  certificateById,
  certificatesOf,
  isOrganisation,
} from '../../readmodels/tax-certificate.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { notFound, wrongField } from '../problem.ts'
import { id } from '../requests/fields.ts'
import * as requests from '../requests/tax-certificate.ts'
import { command, pageOf, pageQuery, read } from './route.ts'
import { uploadCommand } from './upload-route.ts'

const tag = 'tax certificate'
const params = z.object({ id })
const ofCertificate = z.object({ id, certificate: id })

/** By which certificates organisations are exempt from sales tax: for administrators. */
export function taxCertificateRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  uploadCommand(app, deps, {
    path: '/organisations/{id}/tax-certificates',
    summary: 'Put a tax exemption certificate on file',
    tag,
    params,
    kind: 'tax-certificate',
    fields: requests.certificateForm,
    who: async (c, { id }) => {
      const actor = await administrator(c, deps, 'decide tax exemptions')
      if (!(await isOrganisation(deps.sql, id))) throw notFound('organization')
      return actor
    },
    submission: ({ file, fields: { validUntil, ...body }, params }) => {
      requireValidity(deps, validUntil)
      return {
        kind: 'recordTaxCertificate',
        subject: { upload: 'tax-certificate' },
        facts: { validUntil },
        body: { ...body, sha256: file.sha256 },
        upload: { ...file, order: null, organisation: params.id },
      }
    },
  })

  onCertificate('acceptances', 'Put on file what a buyer sent', requests.certificateAcceptance, {
    kind: 'recordTaxCertificate',
    parts: ({ validUntil, ...body }) => {
      requireValidity(deps, validUntil)
      return { facts: { validUntil }, body }
    },
  })
  onCertificate(
    'refusals',
    'Refuse what a buyer sent; the buyer is told why',
    requests.certificateReason,
    { kind: 'refuseTaxCertificate', parts: (body) => ({ body }) },
  )
  onCertificate('withdrawals', 'End it before its day', requests.certificateReason, {
    kind: 'withdrawTaxCertificate',
    parts: (body) => ({ body }),
  })

  read(app, {
    path: '/organisations/{id}/tax-certificates',
    summary: 'The tax exemption certificates of an organization, those that wait first',
    tag,
    params,
    query: pageQuery,
    answer: pageOf(z.looseObject({ id, stage: z.string() })).openapi('TaxCertificates'),
    read: async ({ params, query }, c) => {
      await administrator(c, deps, 'see money')
      if (!(await isOrganisation(deps.sql, params.id))) throw notFound('organization')
      return certificatesOf(deps.sql, { ...query, organisation: params.id })
    },
  })

  /** What is decided about a certificate that is there. */
  function onCertificate<B extends z.ZodObject>(
    what: string,
    summary: string,
    body: B,
    {
      kind,
      parts,
    }: { kind: string; parts: (body: z.output<B>) => { facts?: object; body: object } },
  ): void {
    command(app, deps, {
      path: `/organisations/{id}/tax-certificates/{certificate}/${what}`,
      summary,
      tag,
      params: ofCertificate,
      body,
      who: (c) => administrator(c, deps, 'decide tax exemptions'),
      submission: async ({ params, body }) => {
        const certificate = await certificateById(deps.sql, params.certificate)
        if (certificate?.organisation.id !== params.id) throw notFound(tag)
        return { kind, subject: recordOf('tax-certificate', certificate.id), ...parts(body) }
      },
    })
  }
}

/** @throws ProblemError 422 for a last day that is over, or too far away to be one */
export function requireValidity({ now, organisation }: ApiDeps, validUntil: string): void {
  const today = localDate(now().toISOString(), organisation.zone)
  if (isValidity({ today, validUntil })) return
  throw wrongField('validUntil', 'Please give a last day from today on, within twenty years.')
}
