import * as wf from '@temporalio/workflow'
import type { MessageActivities } from '../activities/message.ts'
import { mailQueue } from '../delivery/queue.ts'
import type { Snapshot } from '../domain/process.ts'
import { hasFewerTimers } from './fewer-timers.ts'
import { now } from './now.ts'
import { type Papers, papersGoWithMail } from './papers.ts'
import { durable } from './writes.ts'

type Mail = Snapshot['outbox'][number]
type Paper = Snapshot['documents'][number]

const { sendMessages } = wf.proxyActivities<Pick<MessageActivities, 'sendMessages'>>({
  taskQueue: mailQueue,
  startToCloseTimeout: '75s',
  // What it did not get through goes on alone.
  retry: { maximumAttempts: 1 },
})

const { sendMessage } = wf.proxyActivities<Pick<MessageActivities, 'sendMessage'>>({
  taskQueue: mailQueue,
  startToCloseTimeout: '75s',
  // SMTP is asked again for three days; then a person decides.
  scheduleToCloseTimeout: '72h',
  retry: { initialInterval: '10s', backoffCoefficient: 3, maximumInterval: '1h' },
})

const { giveUpMessage } = durable<Pick<MessageActivities, 'giveUpMessage'>>()

/** A mail that the server put off is tried again alone after this. */
const secondTryAfter = '10s'

/**
 * Two mails to one person go out in the order in which they were written, unless the first is held up for so long: it is
 * waited for until it was tried a second time.
 */
const politeWait = '15s'

/** One activity takes so many mails at most. */
const mailsTogether = 25

/** A mail on its way, as the next one to the same reader looks at it. */
interface OnItsWay {
  id: string
  isOver: boolean
}

/** Mails that are ready at the same moment: the ids of each reader in order, and what became of them. */
interface Bundle {
  byReader: Map<string, string[]>
  /** Ids of the documents that are rendered before. */
  papers: string[]
  tried: Promise<Tried>
}

interface Tried {
  /** The ids of those that still wait when each was tried once. */
  waiting: readonly string[]
  /** The ids of the documents that could not be rendered. */
  unrendered: readonly string[]
  /** When they may be tried again. */
  pause: Promise<void>
}

/**
 * Sends the mails of one subject. What is ready at the same moment is tried together, by one activity, which renders the
 * documents that go with them; what still waits then goes on alone, for three days.
 */
export function createMails(papers: Papers) {
  const lastTo = new Map<string, OnItsWay>()
  let gathering: Bundle | null = null

  return {
    /** Sends a mail that is ready now, after the one before to the same reader; settles when nothing more is to be done. */
    async send({ id, kind, to }: Mail): Promise<void> {
      const before = lastTo.get(to)
      const mine = { id, isOver: false }
      lastTo.set(to, mine)
      if (papers.areMissing() && !goesWithPapers(before)) await papers.untilThere(kind)
      if (before && mustWaitFor(before)) {
        await wf.condition(() => before.isOver, politeWait, { summary: `wait for turn: ${kind}` })
      }
      try {
        if (!goTogether() || (await stillWaits({ id, to, kind }))) {
          if (papers.areMissing() && papersGoWithMail()) await papers.untilThere(kind)
          await sendAlone({ id, kind })
        }
      } finally {
        mine.isOver = true
      }
    },

    /** Renders a document before the mails that are ready now; whether it is there then. */
    async render({ id, kind }: Paper): Promise<boolean> {
      gathering ??= gather(kind)
      gathering.papers.push(id)
      const { unrendered } = await gathering.tried
      return !unrendered.includes(id)
    },
  }

  /** Whether it leaves at once, with what is gathered and renders what is missing. */
  function goesWithPapers(before: OnItsWay | undefined): boolean {
    if (gathering === null || gathering.papers.length === 0 || isFull(gathering)) return false
    return before === undefined || !mustWaitFor(before)
  }

  function mustWaitFor({ id, isOver }: OnItsWay): boolean {
    if (isOver) return !hasFewerTimers()
    return !(goTogether() && idsOf(gathering).includes(id))
  }

  /** Whether a mail was put off when all that were ready with it were tried; when it was, after a pause. */
  async function stillWaits({ id, to, kind }: Omit<Mail, 'sendAt'>): Promise<boolean> {
    if (gathering === null || isFull(gathering)) gathering = gather(kind)
    const { byReader, tried } = gathering
    byReader.set(to, [...(byReader.get(to) ?? []), id])
    const { waiting, pause } = await tried
    if (!waiting.includes(id)) return false
    await pause
    return true
  }

  /** Whatever else is ready in this moment joins before it leaves. */
  function gather(kind: string): Bundle {
    const byReader = new Map<string, string[]>()
    const papers: string[] = []
    const tried = Promise.resolve().then(() => {
      if (gathering?.byReader === byReader) gathering = null
      return tryOnce({ papers, readers: [...byReader.values()] }, kind)
    })
    return { byReader, papers, tried }
  }
}

function isFull(bundle: Bundle): boolean {
  return idsOf(bundle).length === mailsTogether
}

function idsOf(bundle: Bundle | null): string[] {
  return bundle === null ? [] : [...bundle.byReader.values()].flat()
}

/** Whether a run tries together what is ready together. A run of before has an activity a mail in its history. */
function goTogether(): boolean {
  return wf.patched('mails-together')
}

async function tryOnce(
  { papers, readers }: { papers: string[]; readers: string[][] },
  kind: string,
): Promise<Tried> {
  const ids = readers.flat()
  const more = papers.length + ids.length - 1
  const summary = more > 0 ? `mail: ${kind} and ${more} more` : `mail: ${kind}`
  try {
    const input = { papers, readers, at: now() }
    const { waiting, unrendered = [] } = await sendMessages.executeWithOptions({ summary }, [input])
    const pause = waiting.length > 0 ? pauseBeforeAgain() : Promise.resolve()
    return { waiting, unrendered, pause }
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error
    return { waiting: ids, unrendered: papers, pause: Promise.resolve() }
  }
}

function pauseBeforeAgain(): Promise<void> {
  return wf.sleep(secondTryAfter, { summary: 'wait to try mail again' })
}

async function sendAlone({ id, kind }: Pick<Mail, 'id' | 'kind'>): Promise<void> {
  try {
    await sendMessage.executeWithOptions({ summary: `mail: ${kind}` }, [{ id, at: now() }])
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error
    await giveUpMessage({ id, at: now() }, 'mail could not be sent for three days')
  }
}
