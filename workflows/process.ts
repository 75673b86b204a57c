import * as wf from '@temporalio/workflow'
import {
  type Effect,
  errandsARead,
  isRefusal,
  type Refusal,
  type Snapshot,
  type Step,
  type Timer,
} from '../domain/process.ts'
import { createAlarm } from './alarm.ts'
import { createErrands } from './errands.ts'
import type { Message, Messages } from './message.ts'
import { now } from './now.ts'
import { isAborted, isLeftOut } from './parked.ts'
import { type About, show } from './show.ts'
import { core } from './writes.ts'

export interface Process<
  S extends Snapshot<K>,
  K extends string,
  C extends { kind: string },
  E extends Effect,
> {
  /** The workflow's id, and the only argument that it was started with. */
  subject: string
  id: string
  about: About
  /** Reads where the subject stands; for a command that reads anew, with the submission that is to be decided. */
  load(submission?: string): Promise<S | null>
  messages: Messages<C>
  /** Asks outside about what came in, for the commands that rest on it; may take as long as they are away. */
  consult?(input: Record<string, unknown>): Promise<object>
  decide(state: S | null, command: C, at: string): E | Refusal
  elapse(timer: Timer<K>, state: S, at: string): E | null
  write(effect: E, step: Step, summary: string): Promise<S | null>
  isDone(state: S | null): boolean
  details(state: S): string
}

/** What a run knows while it runs; everything in it can be read again from the rows. */
interface Run<S> {
  state: S | null
  isLoaded: boolean
  /** Raised with every state, so that a wait can end. */
  version: number
  /** When it was last read, in the time of the workflow, in milliseconds. */
  readAt: number
  errands: ReturnType<typeof createErrands>
  /** Steps of the clock that an operator has skipped, by key. */
  skipped: Set<string>
}

/**
 * Runs one subject from its rows: applies what it is told one after the other, takes the clock's steps when they
 * fall due, sends its mail, hands on what it left for others, and ends when the subject is done and nothing is under way.
 */
export async function runProcess<
  S extends Snapshot<K>,
  K extends string,
  C extends { kind: string },
  E extends Effect,
>(process: Process<S, K, C, E>): Promise<string> {
  const run: Run<S> = {
    state: null,
    isLoaded: false,
    version: 0,
    readAt: 0,
    errands: createErrands(),
    skipped: new Set(),
  }
  const inTurn = createQueue()
  const alarm = createAlarm()
  for (const [name, message] of Object.entries<Message<C>>(process.messages)) {
    const take = (input: unknown) => inTurn(() => obey(process, run, { name, message, input }))
    listen(name, message.description, async (input) =>
      message.consults ? take(await informed(process, input)) : take(input),
    )
  }
  wf.setHandler(wf.defineSignal('upgrade'), ignore, { description: upgradeDescription })
  accept(process, run, await process.load())
  run.isLoaded = true

  const isEnding = () => isAborted() && wf.allHandlersFinished()
  const isFinished = () => process.isDone(run.state) && isQuiet(run) && !hasMoreErrands(run)
  while (!isFinished()) {
    const timer = run.state?.timers[0]
    const seen = run.version
    alarm.set(timer)
    await wf.condition(
      () =>
        isEnding() ||
        alarm.isDue() ||
        run.version !== seen ||
        isFinished() ||
        (isQuiet(run) && (hasMoreErrands(run) || isOutdated())),
    )
    if (isEnding()) throw wf.ApplicationFailure.nonRetryable('aborted by an operator', 'Aborted')
    if (timer !== undefined && alarm.isDue()) await inTurn(() => elapse(process, run, timer))
    if (isQuiet(run) && hasMoreErrands(run)) accept(process, run, await process.load())
    if ((wf.workflowInfo().continueAsNewSuggested || isOutdated()) && isQuiet(run)) {
      await goOn(process.id)
    }
  }
  return run.state?.stage ?? 'nothing'
}

/** A run keeps to the version of the code that began it; the next one begins with the version of today. */
function goOn(id: string): Promise<never> {
  const next = { initialVersioningBehavior: 'AUTO_UPGRADE' as const }
  return wf.makeContinueAsNewFunc<(id: string) => Promise<string>>(next)(id)
}

const upgradeDescription =
  'Makes a run look whether another version of the code is deployed, and go on with that. No fields.'

/** Whether another version of the code is to take this subject on. */
function isOutdated(): boolean {
  return wf.workflowInfo().targetWorkerDeploymentVersionChanged
}

async function obey<
  S extends Snapshot<K>,
  K extends string,
  C extends { kind: string },
  E extends Effect,
>(
  process: Process<S, K, C, E>,
  run: Run<S>,
  { name, message, input }: { name: string; message: Message<C>; input: unknown },
): Promise<unknown> {
  await wf.condition(() => run.isLoaded)
  const at = now()
  const submission = await submissionOf(process.subject, name, input, at)
  const command = isWellFormed(message, input) ? message.read(input) : null
  const told = { subject: process.subject, submission, kind: name, at }
  try {
    if (message.readsAnew && command !== null) accept(process, run, await process.load(submission))
    // It ends: each time that this one was overtaken, another one has got through.
    do {
      const step = { ...told, stage: run.state?.stage ?? null }
      const verdict =
        command === null ? { refused: 'malformed' } : process.decide(run.state, command, at)
      if (isRefusal(verdict)) return await refuse(step, verdict)
      accept(process, run, await process.write(verdict, step, name))
    } while (run.state?.isOvertaken)
    return { outcome: 'applied', stage: run.state?.stage ?? null }
  } catch (error) {
    if (!isLeftOut(error)) throw error
    return refuse({ ...told, stage: run.state?.stage ?? null }, { refused: 'left-out' })
  }
}

/** What came in, with what they say outside about it. */
async function informed(
  { consult }: Pick<Process<never, never, never, never>, 'consult'>,
  input: unknown,
): Promise<unknown> {
  return isRecord(input) && consult ? { ...input, ...(await consult(input)) } : input
}

async function elapse<
  S extends Snapshot<K>,
  K extends string,
  C extends { kind: string },
  E extends Effect,
>(process: Process<S, K, C, E>, run: Run<S>, timer: Timer<K>): Promise<void> {
  const { state } = run
  if (state === null || !state.timers.some((other) => other.key === timer.key)) return
  const at = now()
  const effect = process.elapse(timer, state, at)
  if (effect === null) {
    run.state = { ...state, timers: state.timers.filter((other) => other.key !== timer.key) }
    return
  }
  const submission = `clock:${process.subject}/${timer.key}`
  const step = { subject: process.subject, submission, kind: timer.kind, at, stage: state.stage }
  try {
    accept(process, run, await process.write(effect, step, timer.kind))
  } catch (error) {
    if (!isLeftOut(error)) throw error
    run.skipped.add(timer.key)
    accept(process, run, state)
  }
}

function accept<
  S extends Snapshot<K>,
  K extends string,
  C extends { kind: string },
  E extends Effect,
>(process: Process<S, K, C, E>, run: Run<S>, state: S | null): void {
  run.state = state && withoutSkipped(run, state)
  run.version += 1
  run.readAt = Date.now()
  if (state === null) return
  run.errands.run(state)
  show(state, process.about, process.details(state))
}

function withoutSkipped<S extends Snapshot>({ skipped }: Run<S>, state: S): S {
  if (skipped.size === 0) return state
  return { ...state, timers: state.timers.filter(({ key }) => !skipped.has(key)) }
}

/** The row that holds what was said: the API's, or one that is recorded now for what an operator sent. */
async function submissionOf(
  subject: string,
  kind: string,
  input: unknown,
  at: string,
): Promise<string> {
  const said = isRecord(input) ? input : {}
  if (isUuid(said.submission)) return said.submission
  const id = wf.uuid4()
  await core.recordSubmission(
    { id, subject, kind, said, at },
    `record what the operator said: ${kind}`,
  )
  return id
}

async function refuse(step: Step, refusal: Refusal): Promise<never> {
  await core.refuseSubmission({ ...step, refusal }, `refuse ${step.kind}: ${refusal.refused}`)
  throw wf.ApplicationFailure.create({
    message: refusal.refused,
    type: 'Refused',
    nonRetryable: true,
    details: [refusal],
  })
}

function isQuiet(run: Run<Snapshot>): boolean {
  return wf.allHandlersFinished() && run.errands.areDone()
}

/** A snapshot names so many errands at most; when they are run, the next ones are read. */
function hasMoreErrands({ state }: Run<Snapshot>): boolean {
  return state !== null && isFull(state)
}

function isFull({ outbox, onward, documents, cardRequests }: Snapshot): boolean {
  return [outbox, onward, documents, cardRequests].some(({ length }) => length >= errandsARead)
}

/** What an operator sends is an object with the texts that the command needs; the API has checked its own. */
function isWellFormed(message: Message<unknown>, input: unknown): input is Record<string, unknown> {
  if (!isRecord(input)) return false
  const { needs = [] } = message
  return isUuid(input.submission) || needs.every((name) => isText(input[name]))
}

function isText(input: unknown): boolean {
  return typeof input === 'string' && input.trim() !== ''
}

function listen(name: string, description: string, handle: (input: unknown) => Promise<unknown>) {
  wf.setHandler(wf.defineUpdate<unknown, [unknown]>(name), handle, { description })
  wf.setHandler(
    wf.defineSignal<[unknown]>(name),
    (input) => handle(input).then(ignore, onlyRefused),
    {
      description,
    },
  )
}

/** One at a time, in the order of arrival; a refusal of one does not hold up the next. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(ignore)
    return result
  }
}

function onlyRefused(error: unknown): void {
  if (error instanceof wf.ApplicationFailure && error.type === 'Refused') return
  throw error
}

function ignore(): void {}

function isUuid(input: unknown): input is string {
  return typeof input === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(input)
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}
