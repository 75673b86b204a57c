// Holds the processes that its parent started. When the parent is gone, however it went,
// the pipe to this process closes, and whatever the parent could not end is ended here.
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

const graceMs = 4_000
const held = new Map()

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [verb, pid, signal] = line.split(' ')
    if (verb === 'hold') held.set(Number(pid), signal)
    else held.delete(Number(pid))
  })
  .on('close', endAll)

async function endAll() {
  for (const [pid, signal] of held) send(pid, signal)
  for (const deadline = Date.now() + graceMs; Date.now() < deadline; ) {
    for (const pid of held.keys()) send(pid, 0)
    if (held.size === 0) return
    await pause(50)
  }
  for (const pid of held.keys()) send(-pid, 'SIGKILL')
}

function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    held.delete(pid)
  }
}
