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
import { createErrands } from './errands.ts'
import type { Message, Messages } from './message.ts'
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
  load(): Promise<S | null>
  messages: Messages<C>
  decide(state: S | null, command: C, at: string): E | Refusal
  elapse(timer: Timer<K>, state: S, at: string): E | null
  write(effect: E, step: Step, summary: string): Promise<S | null>
  isDone(state: S | null): boolean
  details(state: S): string
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
  let state: S | null = null
  let isLoaded = false
  let version = 0
  const errands = createErrands()
  const inTurn = createQueue()

  for (const [name, message] of Object.entries<Message<C>>(process.messages)) {
    listen(name, message.description, (input) => inTurn(() => obey(name, message, input)))
  }
  accept(await process.load())
  isLoaded = true

  while (!isFinished()) {
    const timer = state === null ? undefined : (state as S).timers[0]
    const seen = version
    const stirred = () => version !== seen || isFinished() || (isQuiet() && hasMoreErrands(state))
    if (timer === undefined) await wf.condition(stirred)
    else if (!(await wf.condition(stirred, until(timer.at), { summary: timer.kind }))) {
      await inTurn(() => elapse(timer))
    }
    if (!isQuiet()) continue
    if (hasMoreErrands(state)) accept(await process.load())
    if (wf.workflowInfo().continueAsNewSuggested && isQuiet()) {
      await wf.continueAsNew<(id: string) => Promise<string>>(process.id)
    }
  }
  return state === null ? 'nothing' : (state as S).stage

  async function obey(name: string, message: Message<C>, input: unknown): Promise<unknown> {
    await wf.condition(() => isLoaded)
    const told = isRecord(input) ? input : {}
    const at = now()
    const submission = await submissionOf(name, told, at)
    const step = stepOf(submission, name, at)
    const command = message.read(told)
    const verdict = command === null ? { refused: 'malformed' } : process.decide(state, command, at)
    if (isRefusal(verdict)) return refuse(step, verdict)
    accept(await process.write(verdict, step, name))
    return { outcome: 'applied', stage: state?.stage ?? null }
  }

  async function elapse(timer: Timer<K>): Promise<void> {
    if (state === null || !state.timers.some((other) => other.key === timer.key)) return
    const at = now()
    const effect = process.elapse(timer, state, at)
    const submission = `clock:${process.subject}/${timer.key}`
    if (effect !== null) {
      accept(await process.write(effect, stepOf(submission, timer.kind, at), timer.kind))
    } else {
      state = { ...state, timers: state.timers.filter((other) => other.key !== timer.key) }
    }
  }

  async function submissionOf(name: string, told: Record<string, unknown>, at: string) {
    if (isUuid(told.submission)) return told.submission
    const id = wf.uuid4()
    await core.recordSubmission(
      { id, subject: process.subject, kind: name, said: told, at },
      `record what the operator said: ${name}`,
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

  function stepOf(submission: string, kind: string, at: string): Step {
    return { subject: process.subject, submission, kind, at, stage: state?.stage ?? null }
  }

  function accept(next: S | null): void {
    state = next
    version += 1
    if (next === null) return
    errands.run(next)
    show(next, process.about, process.details(next))
  }

  function isQuiet(): boolean {
    return wf.allHandlersFinished() && errands.areDone()
  }

  function isFinished(): boolean {
    return isLoaded && process.isDone(state) && isQuiet() && !hasMoreErrands(state)
  }
}

/** A snapshot names so many errands at most; when they are run, the next ones are read. */
function hasMoreErrands(state: Snapshot | null): boolean {
  return state !== null && Math.max(state.outbox.length, state.onward.length) >= errandsARead
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

function now(): string {
  return new Date(Date.now()).toISOString()
}

function until(at: string): number {
  return Math.max(1, Date.parse(at) - Date.now())
}
