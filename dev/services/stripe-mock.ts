import { setTimeout as pause } from 'node:timers/promises'
import { type Child, startChild } from './child.ts'

export interface RunningStripeMock {
  url: string
  stop(): Promise<void>
}

const startLimitMs = 30_000

/** Stripe's own stripe-mock, which keeps nothing and refuses what Stripe's API does not describe. */
export async function startStripeMock(wish: {
  program: string
  port: number
  logFile: string
}): Promise<RunningStripeMock> {
  const child = startChild({
    name: 'stripe-mock',
    command: wish.program,
    // Without an address of its own HTTPS takes a fixed port, so that only one could run.
    args: ['-http-addr', `127.0.0.1:${wish.port}`, '-https-addr', '127.0.0.1:0'],
    logFile: wish.logFile,
  })
  const url = `http://127.0.0.1:${wish.port}`
  await untilItAnswers(url, child)
  return { url, stop: child.stop }
}

async function untilItAnswers(url: string, child: Child): Promise<void> {
  const deadline = Date.now() + startLimitMs
  while (!(await answers(url))) {
    if (child.hasExited()) throw new Error(`stripe-mock did not start:\n${child.lastWords()}`)
    if (Date.now() > deadline) {
      await child.stop()
      throw new Error(`stripe-mock did not answer within 30 s:\n${child.lastWords()}`)
    }
    await pause(100)
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const headers = { authorization: 'Bearer sk_test_checked' }
    const signal = AbortSignal.timeout(2_000)
    const { ok } = await fetch(`${url}/v1/account`, { headers, signal })
    return ok
  } catch {
    return false
  }
}
