import { tellFailure } from './terminal.ts'

/** What was begun, to be ended in the opposite order, once, whatever happens. */
export interface Lifetime {
  /** Remembers how to end something that has just begun; ends it at once when all is over. */
  atEnd(stop: () => Promise<void> | void): void
  end(): Promise<void>
}

export function lifetime(): Lifetime {
  const stops: (() => Promise<void> | void)[] = []
  let ending: Promise<void> | undefined
  return {
    atEnd: (stop) => {
      stops.push(stop)
      if (ending) ending = ending.then(() => endAll(stops))
    },
    end: () => {
      ending ??= endAll(stops)
      return ending
    },
  }
}

/**
 * Ends everything on Ctrl-C, on a request to stop, and when the terminal closes.
 * A second Ctrl-C does not wait; what is left then is ended by the leash.
 */
export function endOnSignals(life: Lifetime, farewell: () => void = () => undefined): void {
  const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
  let asked = false
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      if (asked) process.exit(code)
      asked = true
      farewell()
      void life.end().finally(() => process.exit(code))
    })
  }
}

async function endAll(stops: (() => Promise<void> | void)[]): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    try {
      await stop()
    } catch (error) {
      tellFailure(error)
    }
  }
}
