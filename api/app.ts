import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { timeout } from 'hono/timeout'
import { isAway, isWrongValue } from '../database/away.ts'
import { assetRoutes } from './assets.ts'
import { codecRoutes } from './codec.ts'
import type { ApiDeps } from './deps.ts'
import { docsRoutes, openApiDocument } from './docs.ts'
import { healthRoutes } from './health.ts'
import { linkRoutes } from './links.ts'
import { isForPeople, pageRoutes } from './pages.ts'
import { notFound, type Problem, ProblemError } from './problem.ts'
import { tellProblem } from './problem-page.tsx'
import { limitPosts } from './rate-limit.ts'
import { limitBody, limitUnderWay } from './room.ts'
import { securityHeaders } from './security-headers.ts'
import { stripeRoutes } from './stripe.ts'
import { administratorRoutes } from './v1/administrator.ts'
import { adviceRoutes } from './v1/advice.ts'
import { carryOverRoutes } from './v1/carry-over.ts'
import { catalogueRoutes } from './v1/catalogue.ts'
import { checkRoutes } from './v1/check.ts'
import { checkoutRoutes } from './v1/checkout.ts'
import { depositRoutes } from './v1/deposit.ts'
import { documentRoutes } from './v1/document.ts'
import { exportRoutes } from './v1/export.ts'
import { healthRoutes as healthInFullRoutes } from './v1/health.ts'
import { inquiryRoutes } from './v1/inquiry.ts'
import { ledgerRoutes } from './v1/ledger.ts'
import { mailChoiceRoutes } from './v1/mail-choice.ts'
import { mailingRoutes } from './v1/mailing.ts'
import { membershipRoutes } from './v1/membership.ts'
import { orderRoutes } from './v1/order.ts'
import { otherMethods } from './v1/other-methods.ts'
import { passRoutes } from './v1/pass.ts'
import { quoteRoutes } from './v1/quote.ts'
import { reconciliationRoutes } from './v1/reconciliation.ts'
import { registrationRoutes } from './v1/registration.ts'
import { seatRoutes } from './v1/seat.ts'
import { statementRoutes } from './v1/statement.ts'
import { submissionRoutes } from './v1/submission.ts'
import { taxCertificateRoutes } from './v1/tax-certificate.ts'
import { uploadRoutes } from './v1/upload.ts'
import { webinarRoutes } from './v1/webinar.ts'
import { w9Routes } from './w9.ts'

/** No answer takes longer, whatever does not answer us, in milliseconds. */
const deadline = 20_000

/** The web application: middleware and mounts. */
export function createApp(deps: ApiDeps): Hono {
  const app = new Hono()
  if (deps.watch) app.use(deps.watch.request)
  // Other sites' requests come without the cookie, so how long an answer is tells them nothing of it.
  app.use(compress({ encoding: 'gzip' }))
  app.use(saidOfAll)
  app.use(securityHeaders(deps))
  app.use(timeout(deadline, () => new HTTPException(503)))
  app.use(limitUnderWay())
  app.use(limitBody())
  app.use('/api/*', limitPosts(deps))
  app.onError((error, c) => {
    const { method, path } = c.req
    const problem = problemOf(error)
    if (problem === broken || isAway(error)) deps.report(error, { method, path })
    return tellProblem(c, deps, problem)
  })
  app.notFound((c) => tellProblem(c, deps, notFound('page').problem))
  app.route('/', healthRoutes(deps))
  app.route('/', assetRoutes())
  app.route('/', stripeRoutes(deps))
  app.route('/', w9Routes(deps))
  app.route('/', codecRoutes(deps))
  pageRoutes(app, deps)
  app.route('/', linkRoutes())
  app.route('/api', docsRoutes())

  const v1 = new OpenAPIHono()
  submissionRoutes(v1, deps)
  administratorRoutes(v1, deps)
  membershipRoutes(v1, deps)
  catalogueRoutes(v1, deps)
  adviceRoutes(v1, deps)
  webinarRoutes(v1, deps)
  registrationRoutes(v1, deps)
  mailChoiceRoutes(v1, deps)
  mailingRoutes(v1, deps)
  inquiryRoutes(v1, deps)
  orderRoutes(v1, deps)
  quoteRoutes(v1, deps)
  seatRoutes(v1, deps)
  passRoutes(v1, deps)
  carryOverRoutes(v1, deps)
  checkRoutes(v1, deps)
  depositRoutes(v1, deps)
  checkoutRoutes(v1, deps)
  ledgerRoutes(v1, deps)
  exportRoutes(v1, deps)
  statementRoutes(v1, deps)
  documentRoutes(v1, deps)
  uploadRoutes(v1, deps)
  taxCertificateRoutes(v1, deps)
  reconciliationRoutes(v1, deps)
  healthInFullRoutes(v1, deps)
  otherMethods(v1)
  app.get('/api/openapi.json', (c) => c.json(openApiDocument(v1, deps.publicUrl)))
  app.route('/api/v1', v1)
  return app
}

/**
 * Said before an answer is made, so that what a handler says itself stands. The compression would say the first after it,
 * and have every answer made again for that.
 */
const saidOfAll: MiddlewareHandler = (c, next) => {
  c.header('vary', 'Accept-Encoding')
  if (isForPeople(c.req.path)) c.header('cache-control', 'private, no-cache')
  return next()
}

/** What a person is told of an error. */
function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof HTTPException && error.status === 400) return unreadable
  if (error instanceof HTTPException && error.status === 503) return away
  if (isWrongValue(error)) return wrongValue
  return isAway(error) ? away : broken
}

const unreadable = {
  status: 400,
  code: 'unreadable',
  detail: 'The request could not be read.',
} as const

const away = {
  status: 503,
  code: 'not-available',
  detail: 'We cannot answer this just now. Please try again in a moment.',
  retryAfterSeconds: 5,
} as const

const broken = {
  status: 500,
  code: 'broken',
  detail: 'Something went wrong on our side, and we have been told. Please try again later.',
} as const

const wrongValue = {
  status: 422,
  code: 'wrong-value',
  detail: 'A value in this request is not in the form that is asked for.',
} as const
