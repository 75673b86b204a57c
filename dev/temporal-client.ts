import { Client, Connection, type ConnectionOptions } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { payloadKeys } from '../config.ts'
import { encrypting } from '../encryption/encrypting.ts'
import { keptPlaces } from './settled.ts'
import { namesTemporal } from './stack.ts'
import { tellFailure } from './terminal.ts'

export type Environment = Record<string, string | undefined>

export interface Temporal {
  client: Client
  /** To be closed by whoever has opened it. */
  connection: Connection
  namespace: string
}

/** Connects to Temporal as an environment says, and reads what is encrypted with its keys. */
export async function openTemporal(
  env: Environment = process.env,
  options: ConnectionOptions = {},
): Promise<Temporal> {
  const given = loadClientConnectConfig({ overrideEnvVars: definedIn(env) })
  const { connectionOptions, namespace = 'default' } = given
  const encryption = encrypting(payloadKeys(env))
  const connection = await Connection.connect({ ...connectionOptions, ...options })
  return { client: new Client({ connection, namespace, ...encryption }), connection, namespace }
}

/** Connects for as long as a work takes. */
export async function withTemporal<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const { client, connection } = await openTemporal()
  try {
    return await work(client)
  } finally {
    await connection.close()
  }
}

/** A command that was not understood: how it is used is shown. */
export class UsageError extends Error {}

/** Runs a command of an operator on the Temporal that the environment names, else on the one that `npm start` runs. */
export async function commandOnTemporal(
  usage: string,
  work: (client: Client, words: string[]) => Promise<void>,
): Promise<void> {
  try {
    if (!namesTemporal()) Object.assign(process.env, keptPlaces())
    await withTemporal((client) => work(client, process.argv.slice(2)))
  } catch (error) {
    if (error instanceof UsageError) console.error(usage)
    else tellFailure(error)
    process.exitCode = 1
  }
}

function definedIn(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
