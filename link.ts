import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link opens: its noun and id, and a version that is raised to make older links dead. */
export interface LinkTarget {
  noun:
    | 'application'
    | 'order'
    | 'seat'
    | 'registration'
    | 'pass'
    | 'inquiry'
    | 'document'
    | 'mail-choices'
    | 'address-change'
    | 'administrator'
    | 'bootstrap'
  id: string
  version: number
}

/** What signs in the first administrator, once. */
export const firstLink: LinkTarget = { noun: 'bootstrap', id: 'first', version: 1 }

/** The secret part of a link that a person holds: the same for the same target, so that a mail can be sent again. */
export function linkToken(key: string, target: LinkTarget): string {
  return digest(key, target).toString('base64url').slice(0, 32)
}

/** The six digits that can be typed where the link does not open. */
export function linkCode(key: string, target: LinkTarget): string {
  const number = digest(key, target, 'code').readUInt32BE(0) % 1_000_000
  return String(number).padStart(6, '0')
}

/** Compares in constant time. */
export function isSameSecret(given: string, expected: string): boolean {
  const one = createHmac('sha256', 'compare').update(given).digest()
  const other = createHmac('sha256', 'compare').update(expected).digest()
  return timingSafeEqual(one, other)
}

function digest(key: string, { noun, id, version }: LinkTarget, purpose = 'link'): Buffer {
  return createHmac('sha256', key).update(`${purpose}/${noun}/${id}/${version}`).digest()
}
