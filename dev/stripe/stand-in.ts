import { type Account, newId } from './account.ts'
import { type Api, openApi } from './api.ts'
import { openBooks, type StripeEvent } from './books.ts'
import { type Checker, openChecker } from './check.ts'
import { type Faults, noFaults } from './faults.ts'
import { expireWhatIsDue } from './sessions.ts'
import { type Deliver, openWebhooks, type Webhooks } from './webhooks.ts'

/** Stripe's side of everything, but for the wire. */
export interface StandIn {
  account: Account
  /** Whom the hosted page says is paid. */
  merchant: string
  api: Api
  faults: Faults
  webhooks: Webhooks
  checker: Checker
  /** Closes the pages whose time is over. */
  closeWhatIsDue: () => void
  /** Writes down what has changed, soon. */
  keep: () => void
  stop: () => Promise<void>
}

export interface StandInWish {
  url: string
  merchant: string
  secretKey: string
  webhookSecret: string
  apiVersion: string
  clock: () => Date
  deliver: Deliver
  pausesMs: number[]
  stateFile: string | undefined
  checkedBy: string | undefined
}

/** Opens an account, with what its file still knows of it. */
export function openStandIn(wish: StandInWish): StandIn {
  const { books, keep, close } = openBooks(wish.stateFile)
  const now = () => Math.floor(wish.clock().getTime() / 1_000)
  const { secretKey, webhookSecret: secret, deliver, pausesMs } = wish
  const webhooks = openWebhooks({ books, secret, now, deliver, pausesMs, keep })
  let request: StripeEvent['request'] = { id: null, idempotency_key: null }
  const account: Account = {
    books,
    url: wish.url,
    now,
    publish(type, object) {
      const event: StripeEvent = {
        id: newId('evt'),
        object: 'event',
        api_version: wish.apiVersion,
        created: now(),
        data: { object: structuredClone(object) },
        livemode: false,
        pending_webhooks: 1,
        request,
        type,
      }
      books.events.set(event.id, event)
      webhooks.send(event)
      keep()
      return event
    },
  }
  const faults = noFaults()
  const checker = openChecker(wish.checkedBy)
  const during = ({ id, key }: { id: string; key: string | null }, work: () => object) => {
    expireWhatIsDue(account)
    request = { id, idempotency_key: key }
    try {
      return work()
    } finally {
      request = { id: null, idempotency_key: null }
    }
  }
  return {
    account,
    merchant: wish.merchant,
    api: openApi({ account, secretKey, faults, checker, keep, during }),
    faults,
    webhooks,
    checker,
    closeWhatIsDue: () => expireWhatIsDue(account),
    keep,
    async stop() {
      await webhooks.stop()
      close()
    },
  }
}
