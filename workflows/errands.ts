import * as wf from '@temporalio/workflow'
import type { CardRequestActivities } from '../activities/card-request.ts'
import type { DeliveryActivities } from '../activities/delivery.ts'
import type { DocumentActivities } from '../activities/document.ts'
import type { Errands, Snapshot } from '../domain/process.ts'
import { hasFewerTimers } from './fewer-timers.ts'
import { createMails } from './mails.ts'
import { now } from './now.ts'
import { isLeftOut, parking } from './parked.ts'
import { durable } from './writes.ts'

const { deliverSubmission } = wf.proxyActivities<Pick<DeliveryActivities, 'deliverSubmission'>>({
  startToCloseTimeout: '20s',
  // What cannot be handed on now is taken by the sweep.
  retry: { maximumAttempts: 2 },
})

const { renderDocument } = wf.proxyActivities<Pick<DocumentActivities, 'renderDocument'>>({
  startToCloseTimeout: '60s',
  retry: { initialInterval: '1s', maximumInterval: '5m' },
})

const { askStripe } = wf.proxyActivities<Pick<CardRequestActivities, 'askStripe'>>({
  startToCloseTimeout: '30s',
  // Stripe keeps what it answered to a key for a day; then a person decides.
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
})

const { giveUpCardRequest } = durable<Pick<CardRequestActivities, 'giveUpCardRequest'>>()

/** A mail waits so long for the documents that go with it. */
const paperWait = '1m'

/**
 * What a subject does beside its own steps: renders its documents, sends the mail in its outbox when its time has come,
 * asks Stripe for what was decided, and hands on what it left for other subjects. Each is begun once a run; a run waits
 * for them before it ends.
 */
export function createErrands() {
  const begun = new Set<string>()
  const mails = createMails()
  let wanted = new Set<string>()
  let underWay = 0
  let rendering = 0
  let papers: Promise<unknown> | null = null
  let asking: Promise<void> = Promise.resolve()

  return {
    run({ outbox, onward, documents, cardRequests }: Errands): void {
      wanted = new Set(outbox.map((message) => message.id))
      for (const document of documents) begin(document.id, () => render(document))
      for (const request of cardRequests) begin(request.id, () => askInOrder(request))
      for (const message of outbox) begin(message.id, () => send(message))
      for (const id of onward) begin(id, () => handOn(id))
    },
    areDone: () => underWay === 0,
  }

  function begin(id: string, errand: () => Promise<void>): void {
    if (begun.has(id)) return
    begun.add(id)
    underWay += 1
    void errand()
      .catch(onlyLeftOut)
      .finally(() => {
        underWay -= 1
      })
  }

  async function render({ id, kind }: Snapshot['documents'][number]): Promise<void> {
    rendering += 1
    const at = now()
    const summary = `render: ${kind}`
    try {
      await parking(summary, () => renderDocument.executeWithOptions({ summary }, [{ id, at }]))
    } finally {
      rendering -= 1
    }
  }

  /** All mails that wait at the same time wait once. */
  function untilPapersAreThere(kind: string): Promise<unknown> {
    const wait = (summary: string) => wf.condition(() => rendering === 0, paperWait, { summary })
    if (!hasFewerTimers()) return wait(`wait for paper: ${kind}`)
    papers ??= wait('wait for papers').finally(() => {
      papers = null
    })
    return papers
  }

  /** A page is closed before the next one is made. */
  function askInOrder(request: Snapshot['cardRequests'][number]): Promise<void> {
    asking = asking.then(() => ask(request))
    return asking
  }

  async function send(message: Snapshot['outbox'][number]): Promise<void> {
    const { id, kind, sendAt } = message
    const wait = Date.parse(sendAt) - Date.now()
    const isDropped = () => !wanted.has(id)
    if (wait > 0 && (await wf.condition(isDropped, wait, { summary: `wait to mail: ${kind}` })))
      return
    if (rendering > 0) await untilPapersAreThere(kind)
    await mails.send(message)
  }
}

function onlyLeftOut(error: unknown): void {
  if (!isLeftOut(error)) throw error
}

/** What comes of it is a fact for the subject, handed on like any other. */
async function ask({ id, kind }: Snapshot['cardRequests'][number]): Promise<void> {
  const at = now()
  try {
    const { onward } = await askStripe.executeWithOptions({ summary: `Stripe: ${kind}` }, [
      { id, at },
    ])
    if (onward !== null) await handOn(onward)
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error
    const later = now()
    await giveUpCardRequest({ id, at: later }, 'Stripe could not be asked for a day')
  }
}

async function handOn(id: string): Promise<void> {
  try {
    await deliverSubmission.executeWithOptions({ summary: 'hand on to another process' }, [{ id }])
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error
    wf.log.warn('left for the sweep', { submission: id })
  }
}
