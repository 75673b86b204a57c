import * as wf from '@temporalio/workflow'
import type { DocumentActivities } from '../activities/document.ts'
import type { Snapshot } from '../domain/process.ts'
import { hasFewerTimers } from './fewer-timers.ts'
import { now } from './now.ts'
import { parking } from './parked.ts'

type Paper = Snapshot['documents'][number]

const { renderDocument } = wf.proxyActivities<Pick<DocumentActivities, 'renderDocument'>>({
  startToCloseTimeout: '60s',
  retry: { initialInterval: '1s', maximumInterval: '5m' },
})

/** A mail waits so long for the documents that go with it. */
const paperWait = '1m'

export type Papers = ReturnType<typeof createPapers>

/** The documents of one subject, from being issued to being rendered. */
export function createPapers() {
  let missing = 0
  let waiting: Promise<unknown> | null = null

  return {
    areMissing: () => missing > 0,

    /** Renders one, until it is there; `withMail` may do so first, and says whether it did. */
    async render(paper: Paper, withMail?: (paper: Paper) => Promise<boolean>): Promise<void> {
      missing += 1
      try {
        if (withMail === undefined || !(await withMail(paper))) await renderAlone(paper)
      } finally {
        missing -= 1
      }
    },

    /** Until none is missing, or for as long as a mail waits for them. All that wait at the same time wait once. */
    untilThere(kind: string): Promise<unknown> {
      if (!papersGoWithMail() && !hasFewerTimers()) return wait(`wait for paper: ${kind}`)
      waiting ??= wait('wait for papers').finally(() => {
        waiting = null
      })
      return waiting
    },
  }

  function wait(summary: string): Promise<unknown> {
    return wf.condition(() => missing === 0, paperWait, { summary })
  }
}

function renderAlone({ id, kind }: Paper): Promise<void> {
  const at = now()
  const summary = `render: ${kind}`
  return parking(summary, () => renderDocument.executeWithOptions({ summary }, [{ id, at }]))
}

/**
 * Whether a run renders what is issued by the activity that mails it. A run of before has an activity for each document in
 * its history, and mail that waits for it.
 */
export function papersGoWithMail(): boolean {
  return wf.patched('papers-with-mail')
}
