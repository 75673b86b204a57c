import { setTimeout } from 'node:timers/promises'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection } from '@temporalio/worker'

/** Connects to Temporal as the environment says, and waits as long as it is away. */
export async function connectWorker(
  say: (sentence: string) => void,
): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
  for (let pause = 500; ; pause = Math.min(pause * 2, 15_000)) {
    try {
      return { connection: await NativeConnection.connect(connectionOptions), namespace }
    } catch (error) {
      say(`Temporal does not answer yet, trying again in ${pause / 1_000} s (${String(error)})`)
      await setTimeout(pause)
    }
  }
}
