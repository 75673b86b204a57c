import { setTimeout } from 'node:timers/promises'
import { type Hand, openRelay } from '../support/relay.ts'

/** A way to the mail server that can be made so slow that its answers come a byte a second. */
export interface MailDoor {
  url: string
  leadTo: (smtpUrl: string) => void
  /** Slow from the greeting on: whoever is connected has to come again. */
  makeSlow: () => void
  makeFast: () => void
  /** Bytes that went by one a second. */
  dribbled: () => number
  close: () => Promise<void>
}

export async function openMailDoor(): Promise<MailDoor> {
  let target: URL | null = null
  let isSlow = false
  let dribbled = 0

  const ahead = () => {
    if (target === null) throw new Error('It leads nowhere yet')
    return target
  }
  const hand: Hand = async (answer, to) => {
    if (!isSlow) {
      to.write(answer)
      return
    }
    for (const byte of answer) {
      to.write(Buffer.of(byte))
      dribbled += 1
      await setTimeout(isSlow ? 1_000 : 0)
      if (to.destroyed) return
    }
  }
  const { port, cutAll, close } = await openRelay(ahead, hand)

  return {
    url: `smtp://127.0.0.1:${port}`,
    leadTo: (smtpUrl) => {
      target = new URL(smtpUrl)
    },
    makeSlow: () => {
      isSlow = true
      cutAll()
    },
    makeFast: () => {
      isSlow = false
    },
    dribbled: () => dribbled,
    close,
  }
}
