import { randomBytes } from 'node:crypto'
import { Stripe } from 'stripe'
import { standInApp } from '../stripe/app.ts'
import { doorOf } from '../stripe/door.ts'
import { type Knobs, knobsOf } from '../stripe/knobs.ts'
import { openStandIn } from '../stripe/stand-in.ts'
import { type Deliver, deliverTo, patientPausesMs } from '../stripe/webhooks.ts'
import { anyPort } from './ports.ts'

export interface StripeWish {
  port?: number
  /** Its own time, so that it can go by with a test's. */
  clock?: () => Date
  /** Where it keeps its state; without one it forgets all when it stops. */
  stateFile?: string
  /** Where webhooks go; `listen` says it later. */
  webhookUrl?: string
  /** Carries webhooks some other way than by the network. */
  deliver?: Deliver
  /** How long it waits after each webhook that was not taken; given up after the last. */
  pausesMs?: number[]
  /** The address of a stripe-mock that looks at every request. */
  checkedBy?: string | undefined
  secretKey?: string
  webhookSecret?: string
  /** Whom the hosted page says is paid. */
  merchant?: string | undefined
}

export interface StripeStandIn extends Knobs {
  url: string
  secretKey: string
  webhookSecret: string
  /** Webhooks go there from now on. */
  listen: (webhookUrl: string) => void
  /** Nobody can connect until `comeBack`. */
  goAway: () => Promise<void>
  comeBack: () => Promise<void>
  stop: () => Promise<void>
}

const closesEveryMs = 1_000

/** Stripe for this machine: moves no money, and does what it is told to go wrong. */
export async function startStripe(wish: StripeWish = {}): Promise<StripeStandIn> {
  const port = wish.port ?? (await anyPort())
  const url = `http://localhost:${port}`
  const secretKey = wish.secretKey ?? `sk_test_${randomBytes(12).toString('hex')}`
  const webhookSecret = wish.webhookSecret ?? `whsec_${randomBytes(16).toString('hex')}`
  let deliver = wish.deliver ?? (wish.webhookUrl ? deliverTo(wish.webhookUrl) : nobodyListens)
  const standIn = openStandIn({
    url,
    merchant: wish.merchant ?? 'Library Webinars',
    secretKey,
    webhookSecret,
    apiVersion: Stripe.API_VERSION,
    clock: wish.clock ?? (() => new Date()),
    deliver: (body, headers) => deliver(body, headers),
    pausesMs: wish.pausesMs ?? patientPausesMs,
    stateFile: wish.stateFile,
    checkedBy: wish.checkedBy,
  })
  const knobs = knobsOf(standIn)
  const awayFor = (seconds: number) => {
    // After the answer to whoever asked for it.
    setTimeout(() => void door.close(), 100).unref()
    setTimeout(() => void door.open(), 100 + seconds * 1_000).unref()
  }
  const door = doorOf(standInApp(standIn, { ...knobs, awayFor }), port)
  await door.open()
  const closing = setInterval(standIn.closeWhatIsDue, closesEveryMs).unref()
  return {
    ...knobs,
    url,
    secretKey,
    webhookSecret,
    listen(webhookUrl) {
      deliver = deliverTo(webhookUrl)
    },
    goAway: door.close,
    comeBack: door.open,
    async stop() {
      clearInterval(closing)
      await door.close()
      await standIn.stop()
    },
  }
}

async function nobodyListens(): Promise<number> {
  return 503
}
