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
const deliveriesAtOnce = 24

/** Of these, so many for which nobody waits. */
const unawaitedAtOnce = 4

/**
 * When more come than can be delivered at once, all is stored and nothing delivered, until fewer than that come within so
 * many milliseconds.
 */
const crowdLasts = 250

let underWay = 0
let crowdedUntil = 0
let cameInCrowd = 0
const waiting = new Set<() => void>()

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
  const at = deps.now().toISOString()
  const stored = await storeAt(deps, intake, at)
  const isBegun = await deliverInTime(deps, stored.id)
  const status =
    stored.isNew && !isBegun
      ? received(stored, intake, at)
      : await submissionStatus(deps.sql, stored.id)
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
  return storeAt(deps, intake, deps.now().toISOString())
}

function storeAt(deps: ApiDeps, intake: Omit<Intake, 'at'>, at: string): Promise<Stored> {
  return orUnavailable(deps, intake.kind, () => store(deps.sql, { ...intake, at }))
}

/** As it stands until it is brought to its process. */
function received(
  { id, subject }: Stored,
  { kind, actor }: Omit<Intake, 'at'>,
  receivedAt: string,
): SubmissionStatus {
  const nothingYet = { settledAt: null, outcome: null, answer: null }
  return { id, kind, subject, actor, receivedAt, ...nothingYet }
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

/**
 * Waits until it is delivered, within patience; whatever keeps it from that, the row is there and the sweep will bring it.
 * When more come than can be delivered at once nobody waits any more: all are stored first.
 * @returns whether its delivery was begun
 */
export async function deliverInTime(deps: ApiDeps, submission: string): Promise<boolean> {
  if (isCrowded()) return false
  const delivered = deliverOne(deps, submission)
  await Promise.race([delivered, crowd(delivered)])
  return true
}

function isCrowded(): boolean {
  const now = performance.now()
  if (now < crowdedUntil) cameInCrowd += 1
  if (underWay >= deliveriesAtOnce || cameInCrowd >= deliveriesAtOnce) {
    crowdedUntil = now + crowdLasts
    cameInCrowd = 0
    for (const goOn of waiting) goOn()
  }
  return now < crowdedUntil
}

async function deliverOne(deps: ApiDeps, submission: string): Promise<void> {
  underWay += 1
  try {
    await deliver(deps, submission, patience)
  } catch (error) {
    deps.report(error, { method: 'DELIVER', path: submission })
  } finally {
    underWay -= 1
  }
}

/** Until more come than can be delivered at once, or it is over without that. */
function crowd(delivered: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    waiting.add(resolve)
    void delivered.finally(() => waiting.delete(resolve))
  })
}
