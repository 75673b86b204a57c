import { isBefore } from './instant.ts'
import type { Effect, Refusal, Snapshot } from './process.ts'
import { unreachable } from './unreachable.ts'

/** Where a change of somebody's e-mail address stands. */
export type AddressStage = 'open' | 'changed' | 'withdrawn' | 'expired' | 'replaced'

/** The two addresses of a change; each is proven by a link that only its mailbox has. */
export const addressSides = ['old', 'new'] as const

export type AddressSide = (typeof addressSides)[number]

/** The newest change of a person's address. */
export interface AddressSnapshot extends Snapshot<'expire'> {
  stage: AddressStage
  change: string
  expiresAt: string
  proven: readonly AddressSide[]
  /** Somebody else has the new address. */
  isTaken: boolean
  settledBy: string | null
  asksToday: number
}

export type AddressCommand =
  | { kind: 'askAddress' }
  | { kind: 'proveAddress'; change: string; side: AddressSide }
  | { kind: 'withdrawAddress'; change: string }

export type AddressEffect =
  | Effect<'openAddressChange'>
  | (Effect<'proveOneAddress' | 'changeAddress'> & { side: AddressSide })
  | Effect<'withdrawAddressChange'>
  | Effect<'expireAddressChange'>

/** So long both addresses have to say yes, in hours. */
export const addressHours = 24

/** Changes that one person may ask for in 24 hours: each mails an address that somebody typed. */
export const addressAsksADay = 5

/** What a command does to the change of an address, or why it may not; `state` is null when there was never one. */
export function decideAddress(
  state: AddressSnapshot | null,
  command: AddressCommand,
  at: string,
): AddressEffect | Refusal {
  if (command.kind === 'askAddress') return ask(state)
  if (state === null || state.change !== command.change) return { refused: 'address-replaced' }
  if (state.stage !== 'open') return settled(state)
  switch (command.kind) {
    case 'proveAddress':
      return prove(state, command.side, at)
    case 'withdrawAddress':
      return { write: 'withdrawAddressChange' }
    default:
      return unreachable(command)
  }
}

/** A newer wish replaces the one before; whether somebody has the address is nothing that the asker is told. */
function ask(state: AddressSnapshot | null): AddressEffect | Refusal {
  return (state?.asksToday ?? 0) < addressAsksADay
    ? { write: 'openAddressChange' }
    : { refused: 'address-asked-too-often', limit: addressAsksADay }
}

function prove(state: AddressSnapshot, side: AddressSide, at: string): AddressEffect | Refusal {
  if (!isBefore(at, state.expiresAt)) return { refused: 'address-expired', at: state.expiresAt }
  if (state.proven.includes(side)) return { refused: 'address-proven', side }
  if (state.proven.length === 0) return { write: 'proveOneAddress', side }
  return state.isTaken ? { refused: 'address-taken' } : { write: 'changeAddress', side }
}

function settled({ stage, settledBy, awaitingSince }: AddressSnapshot): Refusal {
  return { refused: `address-${stage}`, by: settledBy, at: awaitingSince }
}
