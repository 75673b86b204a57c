import { fileURLToPath } from 'node:url'
import type { DataConverter } from '@temporalio/common'
import { createCodec, type PayloadKey } from './codec.ts'

/** What a bundle of the workflows needs so that their failures are encrypted, too. */
export const failureConverterPath = fileURLToPath(new URL('./failures.cjs', import.meta.url))

/** How a client or worker encrypts what it sends and reads what it is sent; nothing without keys. */
export function encrypting(keys: readonly PayloadKey[] | null): { dataConverter?: DataConverter } {
  if (keys === null) return {}
  return { dataConverter: { failureConverterPath, payloadCodecs: [createCodec(keys)] } }
}
