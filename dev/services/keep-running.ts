import { type Child, type Command, startChild } from './child.ts'

export interface Kept {
  stop(): Promise<void>
  hasSaid(words: string): boolean
  /** The reason to give up waiting for it: it ended several times before it was of any use. */
  despair(): string | undefined
}

const firstPauseMs = 500
const longestPauseMs = 15_000
const steadyAfterMs = 30_000
const crashesUntilDespair = 3

/** Starts a process again whenever it ends by itself, ever more slowly while it keeps ending. */
export function keepRunning(command: Command, tell: (text: string) => void): Kept {
  let crashes = 0
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let child = start(false)
  return {
    stop: async () => {
      isStopping = true
      clearTimeout(timer)
      await child.stop()
    },
    hasSaid: (words) => child.hasSaid(words),
    despair: () => (crashes < crashesUntilDespair ? undefined : child.lastWords()),
  }

  function start(isAgain: boolean): Child {
    const began = Date.now()
    const started = startChild({ ...command, keepLog: isAgain })
    void started.exited.then((how) => startLater(how, Date.now() - began))
    return started
  }

  function startLater(how: string, livedMs: number): void {
    if (isStopping) return
    crashes = livedMs > steadyAfterMs ? 1 : crashes + 1
    const pauseMs = Math.min(firstPauseMs * 2 ** (crashes - 1), longestPauseMs)
    tell(`the ${command.name} ${how}; it is started again in ${pauseMs / 1000} s`)
    timer = setTimeout(() => {
      child = start(true)
    }, pauseMs)
  }
}
