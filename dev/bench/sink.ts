import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { Lifetime } from '../lifetime.ts'
import { anyPort } from '../services/ports.ts'

/** A mail server that keeps nothing but how many came, for whom, and the last code in them. */
export interface Sink {
  url: string
  /** All that came so far. */
  count: () => number
  /** Settles when so many mails have come for an address. */
  until: (address: string, mails: number) => Promise<void>
  /** Settles when so many have come for anybody. */
  untilAll: (mails: number) => Promise<void>
  /** The code in the newest mail to an address, once one has come. */
  code: (address: string) => Promise<string>
}

interface Box {
  mails: number
  code: string
  waiting: { mails: number; go: () => void }[]
}

const longestWaitMs = 10 * 60_000

/** Takes every mail there is, as fast as this machine can. */
export async function startSink(life: Lifetime): Promise<Sink> {
  const boxes = new Map<string, Box>()
  const everybody: Box = { mails: 0, code: '', waiting: [] }
  const port = await anyPort()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, answer) => {
      void buffer(stream).then((raw) => {
        for (const { address } of session.envelope.rcptTo) {
          take(boxOf(address), raw)
          take(everybody, raw)
        }
        answer(null)
      }, answer)
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  life.atEnd(() => new Promise<void>((resolve) => server.close(() => resolve())))

  function boxOf(address: string): Box {
    const box = boxes.get(address) ?? { mails: 0, code: '', waiting: [] }
    boxes.set(address, box)
    return box
  }

  function take(box: Box, raw: Buffer): void {
    box.mails += 1
    const [, code] = /^\s*(\d{6})\s*$|\bcode\b\D{0,40}(\d{6})\b/m.exec(raw.toString()) ?? []
    if (code) box.code = code
    box.waiting = box.waiting.filter(({ mails, go }) => {
      if (box.mails < mails) return true
      go()
      return false
    })
  }

  function untilIn(box: Box, mails: number, whose: string): Promise<void> {
    if (box.mails >= mails) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${whose} got ${box.mails} mails, not ${mails}`)),
        longestWaitMs,
      )
      const go = () => {
        clearTimeout(late)
        resolve()
      }
      box.waiting.push({ mails, go })
    })
  }

  const until = (address: string, mails: number) => untilIn(boxOf(address), mails, address)
  return {
    url: `smtp://127.0.0.1:${port}`,
    count: () => everybody.mails,
    until,
    untilAll: (mails) => untilIn(everybody, mails, 'Everybody'),
    async code(address) {
      await until(address, 1)
      return boxOf(address).code
    },
  }
}
