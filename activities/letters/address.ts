import type { Sql } from '../../database/connect.ts'
import type { AddressSide } from '../../domain/address.ts'
import { formatInstant } from '../../domain/calendar.ts'
import {
  addressChanged,
  addressProofNew,
  addressProofOld,
  addressUnchanged,
} from '../../mail/address.ts'
import { type AddressChange, newestAddressChange } from '../../readmodels/profile.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'

interface Deps {
  sql: Sql
  links: Links
  zone: string
}

/** The letters about a change of somebody's e-mail address, each to the mailbox that it is about. */
export function addressWriters({ sql, links, zone }: Deps): Record<string, Writer> {
  return {
    'address-proof-old': proof('old'),
    'address-proof-new': proof('new'),

    async 'address-changed'(message) {
      const change = await about(message)
      if (change?.stage !== 'changed') return null
      const { oldEmail: from, newEmail: to } = change
      const letter = addressChanged({ name: message.name, from, to })
      return { letter, to: message.data.side === 'old' ? from : to }
    },

    async 'address-unchanged'(message) {
      const change = await about(message)
      if (change?.stage !== 'expired') return null
      const { oldEmail: from, newEmail: to } = change
      const link = links.page('/me/profile')
      return { letter: addressUnchanged({ name: message.name, from, to, link }) }
    },
  }

  function proof(side: AddressSide): Writer {
    return async (message) => {
      const change = await about(message)
      if (change?.stage !== 'open' || change.id !== message.step) return null
      const { oldEmail: from, newEmail: to } = change
      const link = links.to({ noun: 'address-change', id: `${change.id}/${side}`, version: 1 })
      const until = formatInstant(change.expiresAt, message.time_zone ?? zone)
      const ask = side === 'old' ? addressProofOld : addressProofNew
      const letter = ask({ name: message.name, from, to, link, until })
      return { letter, to: side === 'old' ? from : to, secrets: [link.split('token=')[1] ?? ''] }
    }
  }

  function about({ person_id }: OutboxMessage): Promise<AddressChange | null> {
    return newestAddressChange(sql, person_id)
  }
}
