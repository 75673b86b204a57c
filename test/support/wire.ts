import { openRelay } from './relay.ts'

/** A way to Postgres that can lose the next answers: what was asked is done, and the connection breaks. */
export interface Wire {
  url: string
  loseNextAnswers: (count: number) => void
  close: () => Promise<void>
}

export async function openWire(databaseUrl: string): Promise<Wire> {
  let toLose = 0
  const url = new URL(databaseUrl)
  const behind = new URL(databaseUrl)
  const { port, close } = await openRelay(
    () => behind,
    (answer, to) => {
      if (toLose === 0) return to.write(answer)
      toLose -= 1
      return to.destroy()
    },
  )
  url.host = `127.0.0.1:${port}`
  return {
    url: url.href,
    loseNextAnswers(count) {
      toLose = count
    },
    close,
  }
}
