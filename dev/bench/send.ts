import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ground } from './ground.ts'

const lookEveryMs = 200
const longestWaitMs = 120_000

/** Sends a command that must be applied, and waits where it was only kept; what was answered first. */
export async function send(
  ground: Pick<Ground, 'post' | 'sql'>,
  path: string,
  body: object,
  as?: string,
): Promise<Record<string, unknown>> {
  const reply = await ground.post(path, body, { key: randomUUID(), ...(as && { as }) })
  if (reply.status === 202) await settled(ground, String(reply.body.submission))
  else if (reply.status !== 201) {
    throw new Error(`${path} is answered ${reply.status}: ${JSON.stringify(reply.body)}`)
  }
  return reply.body
}

async function settled({ sql }: Pick<Ground, 'sql'>, submission: string): Promise<void> {
  const deadline = Date.now() + longestWaitMs
  while (Date.now() < deadline) {
    const [row] = await sql<{ outcome: string | null }[]>`
      select outcome from submissions where id = ${submission}
    `
    if (row?.outcome === 'applied') return
    if (row?.outcome === 'refused') break
    await pause(lookEveryMs)
  }
  throw new Error(`Submission ${submission} was not applied`)
}
