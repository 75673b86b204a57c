import type { OrganisationConfig } from '../../config.ts'
import { alike } from '../../database/alike.ts'
import type { Sql } from '../../database/connect.ts'
import type { Letter } from '../../mail/letter.ts'
import type { Remittance } from '../../mail/remittance.ts'
import { type Order, orderByNumber } from '../../readmodels/order.ts'
import { nameOf } from '../../readmodels/person.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'
import { whatOf } from './order-words.ts'

/** What the letters about orders are written with. */
export interface OrderLetterDeps {
  sql: Sql
  links: Links
  zone: string
  organisation: Pick<OrganisationConfig, 'name' | 'remitTo' | 'w9Url'>
}

/** What every letter to a buyer or payer says. */
export interface Ordered {
  name: string | null
  orderNumber: string
  what: string
  link: string
}

/** How letters about orders are written: of the order as it stands when they are sent, with its secret link masked. */
export function aboutOrders({ sql, links, organisation }: OrderLetterDeps) {
  // Five people's mails go out at the same time, and tell of the same order.
  const together = alike<Order | null>()
  return { about, orderOf, ordered, deskLink, remitTo: remittance(organisation) }

  /** A letter about the message's order; null where a newer fact made it wrong. */
  function about(
    write: (order: Order, message: OutboxMessage) => Promise<Letter | null> | Letter | null,
  ): Writer {
    return async (message) => {
      const order = await orderOf(message)
      if (order === null) return null
      const letter = await write(order, message)
      return letter && { letter, secrets: [tokenIn(ownLink(order))] }
    }
  }

  function orderOf({ subject }: OutboxMessage): Promise<Order | null> {
    const number = subject.slice('order:'.length)
    return together(number, () => orderByNumber(sql, number))
  }

  async function ordered(order: Order, { person_id: id }: OutboxMessage): Promise<Ordered> {
    return {
      name: id === order.buyer.id ? order.buyer.name : await nameKnown(order, id),
      orderNumber: order.number,
      what: whatOf(order),
      link: ownLink(order),
    }
  }

  /** A payer who is not the buyer is called as the invoice is addressed. */
  async function nameKnown(order: Order, id: string): Promise<string | null> {
    const name = await nameOf(sql, id)
    const isAddress = name === null || name.includes('@')
    return order.billTo.name ?? (isAddress ? null : name)
  }

  function ownLink({ number, linkVersion }: Order): string {
    return links.to({ noun: 'order', id: number, version: linkVersion })
  }

  /** The order as administrators open it. */
  function deskLink({ number }: Order): string {
    return links.page(`/console/orders/${number}`)
  }
}

/** The secret part of a link, so that it is not kept with the mail. */
export function tokenIn(link: string): string {
  return link.split('token=')[1] ?? ''
}

function remittance({ name, remitTo }: OrderLetterDeps['organisation']): Remittance {
  return { payee: name, address: remitTo.replaceAll(', ', '\n') }
}
