import type { Context } from 'hono'
import { deliver } from '../delivery/deliver.ts'
import { type SubmissionStatus, submissionStatus } from '../readmodels/submission.ts'
import type { ApiDeps } from './deps.ts'
import { type Intake, type Stored, store } from './intake.ts'
import { answerProblem, ProblemError, unavailable } from './problem.ts'
import { refusalSentence } from './refusal.ts'

/** How long an answer may wait for the process, in milliseconds; then it is 202. */
const patience = 5_000

/** Deliveries that may be under way at once; what comes beyond is stored and taken by the sweep. */
const deliveriesAtOnce = 40

/** Of these, so many for which nobody waits. */
const unawaitedAtOnce = 4

let underWay = 0

/** Stores what was sent, brings it to its process, and answers with what became of it. */
export async function submit(
  c: Context,
  deps: ApiDeps,
  intake: Omit<Intake, 'at'>,
  also?: (subject: string) => object,
): Promise<Response> {
  const status = await sendIn(deps, intake)
  return answer(c, deps, status, also?.(status.subject))
}

/** Stores what was sent, brings it to its process, and says what became of it within the patience of an answer. */
export async function sendIn(deps: ApiDeps, intake: Omit<Intake, 'at'>): Promise<SubmissionStatus> {
  const stored = await storeOrRefuse(deps, intake)
  await deliverInTime(deps, stored.id)
  const status = await submissionStatus(deps.sql, stored.id)
  if (status === null) throw new Error('A submission that was stored is gone')
  deps.watch?.submission(status)
  return status
}

/** What became of a submission: 201 applied, 202 still waiting, 409 refused with the sentence. */
export async function answer(
  c: Context,
  deps: ApiDeps,
  status: SubmissionStatus,
  also: object = {},
): Promise<Response> {
  const shown = {
    submission: status.id,
    subject: status.subject,
    command: status.kind,
    receivedAt: status.receivedAt,
    settledAt: status.settledAt,
    outcome: status.outcome ?? 'received',
    status: `${deps.publicUrl}/api/v1/submissions/${status.id}`,
  }
  if (status.outcome === 'applied') return c.json({ ...shown, ...status.answer, ...also }, 201)
  if (status.outcome === null) {
    c.header('location', shown.status)
    c.header('retry-after', '10')
    return c.json({ ...shown, ...also }, 202)
  }
  const details: Record<string, unknown> & { refused: string } = {
    refused: 'unknown',
    ...status.answer,
  }
  return answerProblem(c, {
    status: 409,
    code: details.refused,
    detail: await refusalSentence(deps.sql, details, deps.organisation.zone),
    submission: status.id,
    ...(details.check ? { check: `${deps.publicUrl}/api/v1/checks/${details.check}` } : {}),
  })
}

/** Stores what was sent. @throws ProblemError 503 when that is not possible now */
export function storeOrRefuse(deps: ApiDeps, intake: Omit<Intake, 'at'>): Promise<Stored> {
  const at = deps.now().toISOString()
  return orUnavailable(deps, intake.kind, () => store(deps.sql, { ...intake, at }))
}

/** @throws ProblemError 503 when what stores something could not do it now */
export async function orUnavailable<T>(
  deps: ApiDeps,
  kind: string,
  storing: () => Promise<T>,
): Promise<T> {
  try {
    return await storing()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    deps.report(error, { method: 'POST', path: kind })
    throw new ProblemError(unavailable())
  }
}

/** Delivers what nobody waits for, unless people's deliveries need the room; then it is left to the sweep. */
export function deliverUnawaited(deps: ApiDeps, submission: string): void {
  if (underWay < unawaitedAtOnce) void deliverInTime(deps, submission)
}

/** Whatever keeps it from being delivered now, the row is there and the sweep will bring it. */
export async function deliverInTime(deps: ApiDeps, submission: string): Promise<void> {
  if (underWay >= deliveriesAtOnce) return
  underWay += 1
  try {
    await deliver(deps, submission, patience)
  } catch (error) {
    deps.report(error, { method: 'DELIVER', path: submission })
  } finally {
    underWay -= 1
  }
}
