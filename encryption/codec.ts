import { webcrypto } from 'node:crypto'
import type { Payload, PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'

/** A key for what stands in histories, known by its id, which is written beside what it has encrypted. */
export interface PayloadKey {
  id: string
  /** 32 of them. */
  bytes: Uint8Array<ArrayBuffer>
}

/** What was written with a key that is not known here, or is not what was written. */
export class UnreadableError extends Error {}

const { Payload: wire } = proto.temporal.api.common.v1
const encoding = 'binary/encrypted'
const algorithm = 'AES-GCM'

/** Bytes of the nonce, drawn anew for each payload, that stand before what is encrypted. */
const nonceLength = 12

/**
 * Encrypts payloads with AES-256-GCM before they leave the process, by the first of the keys; reads by whichever of them
 * a payload names, and leaves alone what was never encrypted. The format is that of Temporal's own samples.
 */
export function createCodec(keys: readonly PayloadKey[]): PayloadCodec {
  const [first] = keys
  if (first === undefined) throw new Error('A codec needs a key.')
  const imported = new Map(keys.map(({ id, bytes }) => [id, importKey(bytes)]))
  const keyOf = (id: string) => {
    const key = imported.get(id)
    if (key) return key
    throw new UnreadableError(
      `A payload was written with the key “${id}”, which is not one of PAYLOAD_KEYS: ${[...imported.keys()].join(', ')}.`,
    )
  }
  return {
    encode: (payloads) =>
      Promise.all(payloads.map(async (one) => encrypt(one, first.id, await keyOf(first.id)))),
    decode: (payloads) =>
      Promise.all(
        payloads.map(async (one) => {
          if (text(one.metadata?.encoding) !== encoding) return one
          const id = text(one.metadata?.['encryption-key-id'])
          return decrypt(one, id, await keyOf(id))
        }),
      ),
  }
}

function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('raw', bytes, algorithm, false, ['encrypt', 'decrypt'])
}

async function encrypt(payload: Payload, id: string, key: webcrypto.CryptoKey): Promise<Payload> {
  const nonce = webcrypto.getRandomValues(new Uint8Array(nonceLength))
  const plain = new Uint8Array(wire.encode(payload).finish())
  const sealed = await webcrypto.subtle.encrypt({ name: algorithm, iv: nonce }, key, plain)
  return {
    metadata: { encoding: bytesOf(encoding), 'encryption-key-id': bytesOf(id) },
    data: Buffer.concat([nonce, new Uint8Array(sealed)]),
  }
}

async function decrypt({ data }: Payload, id: string, key: webcrypto.CryptoKey): Promise<Payload> {
  const sealed = new Uint8Array(data ?? [])
  const iv = sealed.subarray(0, nonceLength)
  try {
    const plain = await webcrypto.subtle.decrypt(
      { name: algorithm, iv },
      key,
      sealed.subarray(nonceLength),
    )
    return wire.decode(new Uint8Array(plain))
  } catch {
    throw new UnreadableError(
      `A payload does not open with the key “${id}”: it was changed, or the key was.`,
    )
  }
}

function bytesOf(value: string): Uint8Array {
  return new TextEncoder().encode(value)
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes ? new TextDecoder().decode(bytes) : ''
}
