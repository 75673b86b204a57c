import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newSecret } from '../../secret.ts'
import type { Lifetime } from '../lifetime.ts'
import { projectFolder } from '../project.ts'
import { type Child, startChild } from '../services/child.ts'
import { anyPort } from '../services/ports.ts'

export interface Server {
  url: string
  secretKey: string
}

const readyLimitMs = 60_000

/** Nothing listens there: pages read Postgres alone, whatever else is away. */
const nowhere = '127.0.0.1:9'

/** Starts the API as it runs in production, a process of its own. */
export async function startServer(
  { databaseUrl, folder }: { databaseUrl: string; folder: string },
  life: Lifetime,
): Promise<Server> {
  const port = await anyPort()
  const url = `http://localhost:${port}`
  const secretKey = newSecret()
  const api = startChild({
    name: 'API',
    command: process.execPath,
    args: ['--import', 'tsx', 'api/index.ts'],
    cwd: projectFolder,
    logFile: join(folder, 'api.log'),
    env: {
      NODE_ENV: 'development',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: nowhere,
      TEMPORAL_UI_URL: `http://${nowhere}`,
      SMTP_URL: `smtp://${nowhere}`,
      PUBLIC_URL: url,
      PORT: String(port),
      SECRET_KEY: secretKey,
    },
  })
  life.atEnd(api.stop)
  await untilReady(api, `${url}/healthz`)
  return { url, secretKey }
}

async function untilReady(api: Child, url: string): Promise<void> {
  const deadline = Date.now() + readyLimitMs
  while (!(await answers(url))) {
    if (api.hasExited()) throw new Error(`The API did not start:\n${api.lastWords()}`)
    if (Date.now() > deadline) throw new Error(`The API is not ready:\n${api.lastWords()}`)
    await pause(100)
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}
