import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { passOf } from '../../delivery/subject.ts'
import { addDays } from '../../domain/date.ts'
import { passStages, runs } from '../../domain/pass.ts'
import {
  GRACE_DAYS,
  REINSTATEMENT_DAYS,
  RENEWAL_OPENS_DAYS_BEFORE,
} from '../../domain/pass-term.ts'
import { type Pass, passByNumber, passes, webinarsOfPass } from '../../readmodels/pass.ts'
import type { AtEnd } from '../../web/pass.tsx'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { notFound } from '../problem.ts'
import { id, number, slug } from '../requests/fields.ts'
import { passCancellationRequest, passSuspensionRequest } from '../requests/pass.ts'
import { isSafe } from '../same-site.ts'
import { command, notOurs, pageOf, pageQuery, read } from './route.ts'

const tag = 'pass'
const params = z.object({ number: number('pass') })
const nothing = z.strictObject({})

/** Passes, under `/passes`; a new one, and a renewal, is an order. */
export function passRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  for (const { path, summary, body, kind, who } of passCommands) {
    command(app, deps, {
      path: `/passes/{number}/${path}`,
      summary,
      tag,
      params,
      body,
      who: async (c, _, { number }) => {
        if (who === 'holder') return holderOrAdministrator(c, deps, number)
        const actor = await administrator(c, deps, 'change passes')
        if ((await passByNumber(deps.sql, number)) === null) throw notFound(tag)
        return actor
      },
      submission: ({ params, body }) => ({ kind, subject: passOf(params.number), body }),
    })
  }

  read(app, {
    path: '/passes',
    summary: 'Passes, by number',
    tag,
    query: pageQuery.extend({
      stage: z.enum(passStages).optional(),
      holder: id.optional(),
      product: slug.optional(),
      cursor: z
        .string()
        .regex(/^[1-9]\d{0,14}$/, notOurs)
        .nullish()
        .transform((cursor) => cursor ?? null),
    }),
    answer: pageOf(z.looseObject({ number: z.string() })).openapi('Passes'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see people')
      return passes(deps.sql, query)
    },
  })

  read(app, {
    path: '/passes/{number}',
    summary: 'One pass: its term, what it opens, and what happens at its end',
    tag,
    params,
    query: z.object({ token: z.string().optional() }),
    answer: z.looseObject({ number: z.string() }).openapi('Pass'),
    read: async ({ params: { number } }, c) => {
      await holderOrAdministrator(c, deps, number)
      const pass = await passByNumber(deps.sql, number)
      return pass && { ...pass, atEnd: atEnd(pass), opens: await webinarsOfPass(deps.sql, number) }
    },
  })
}

export const passCommands = [
  {
    path: 'cancellations',
    summary: 'Have it end with its term',
    body: passCancellationRequest,
    kind: 'cancelAtEnd',
    who: 'holder',
  },
  {
    path: 'card-removals',
    summary: 'Forget the card that renewals are charged to',
    body: nothing,
    kind: 'removeCard',
    who: 'holder',
  },
  {
    path: 'cancellation-undos',
    summary: 'Keep it after all',
    body: nothing,
    kind: 'keepAtEnd',
    who: 'holder',
  },
  {
    path: 'suspensions',
    summary: 'Suspend it: nothing that it opens is open',
    body: passSuspensionRequest,
    kind: 'suspend',
    who: 'administrator',
  },
  {
    path: 'suspension-undos',
    summary: 'Open it again',
    body: nothing,
    kind: 'resume',
    who: 'administrator',
  },
] as const

/** @throws ProblemError 401 for a stranger, 404 for a pass that is not there, or somebody else's */
/** The holder by the link of the pass, or an administrator, as an actor. */
export async function holderOrAdministrator(
  c: Context,
  deps: ApiDeps,
  number: string,
): Promise<string> {
  const actor = await administratorOrNull(c, deps, isSafe(c) ? 'see people' : 'change passes')
  const pass = await passByNumber(deps.sql, number)
  if (actor === null) {
    requireLink(c, deps, { noun: 'pass', id: number, version: pass?.linkVersion ?? 0 }, tag)
  }
  if (pass === null) throw notFound(tag)
  return actor ?? `holder:${pass.holderId}`
}

/** What happens at the end of the term, by date; null while no term was paid. */
export function atEnd(pass: Pass): AtEnd | null {
  const { endsOn, cancelsAtEnd, terms } = pass
  if (endsOn === null) return null
  const next = terms.find(({ startsOn, takenBackAt }) => startsOn > endsOn && takenBackAt === null)
  if (next) return { what: 'next-term', startsOn: next.startsOn, endsOn: next.endsOn }
  if (cancelsAtEnd && runs(pass)) return { what: 'ends', endsOn }
  if (pass.chargeCents !== null && runs(pass)) {
    return { what: 'charged', after: endsOn, cents: pass.chargeCents }
  }
  return {
    what: 'grace',
    renewalOpensOn: addDays(endsOn, -RENEWAL_OPENS_DAYS_BEFORE),
    graceEndsOn: addDays(endsOn, GRACE_DAYS),
    reinstatementEndsOn: addDays(endsOn, REINSTATEMENT_DAYS),
    renewBy: { post: '/api/v1/orders', product: 'pass', passNumber: pass.number },
  }
}
