import * as wf from '@temporalio/workflow'
import type { CardRequestActivities } from '../activities/card-request.ts'
import type { DeliveryActivities } from '../activities/delivery.ts'
import type { Errands, Snapshot } from '../domain/process.ts'
import { createMails } from './mails.ts'
import { now } from './now.ts'
import { createPapers, papersGoWithMail } from './papers.ts'
import { isLeftOut } from './parked.ts'
import { durable } from './writes.ts'

const { deliverSubmission } = wf.proxyActivities<Pick<DeliveryActivities, 'deliverSubmission'>>({
  startToCloseTimeout: '20s',
  // What cannot be handed on now is taken by the sweep.
  retry: { maximumAttempts: 2 },
})

const { askStripe } = wf.proxyActivities<Pick<CardRequestActivities, 'askStripe'>>({
  startToCloseTimeout: '30s',
  // Stripe keeps what it answered to a key for a day; then a person decides.
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
})

const { giveUpCardRequest } = durable<Pick<CardRequestActivities, 'giveUpCardRequest'>>()

/**
 * What a subject does beside its own steps: renders its documents, sends the mail in its outbox when its time has come,
 * asks Stripe for what was decided, and hands on what it left for other subjects. Each is begun once a run; a run waits
 * for them before it ends.
 */
export function createErrands() {
  const begun = new Set<string>()
  const papers = createPapers()
  const mails = createMails(papers)
  let wanted = new Set<string>()
  let underWay = 0
  let asking: Promise<void> = Promise.resolve()

  return {
    run({ outbox, onward, documents, cardRequests }: Errands): void {
      wanted = new Set(outbox.map((message) => message.id))
      const isAMailReady = outbox.some(({ id, sendAt }) => !begun.has(id) && waitFor(sendAt) <= 0)
      for (const document of documents) {
        const withMail = isAMailReady && papersGoWithMail() ? mails.render : undefined
        begin(document.id, () => papers.render(document, withMail))
      }
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

  /** A page is closed before the next one is made. */
  function askInOrder(request: Snapshot['cardRequests'][number]): Promise<void> {
    asking = asking.then(() => ask(request))
    return asking
  }

  async function send(message: Snapshot['outbox'][number]): Promise<void> {
    const { id, kind, sendAt } = message
    const wait = waitFor(sendAt)
    const isDropped = () => !wanted.has(id)
    if (wait > 0 && (await wf.condition(isDropped, wait, { summary: `wait to mail: ${kind}` })))
      return
    await mails.send(message)
  }
}

/** Milliseconds until a mail may go. */
function waitFor(sendAt: string): number {
  return Date.parse(sendAt) - Date.now()
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
