import { nicheAcademyReady } from '../../mail/access.ts'
import type { Letter } from '../../mail/letter.ts'
import { placeHeldTwice } from '../../mail/registration.ts'
import * as letters from '../../mail/seat.ts'
import type { Order } from '../../readmodels/order.ts'
import { earlierOrder, type OwnSeat, ownSeat } from '../../readmodels/seat.ts'
import type { Writer } from '../outbox.ts'
import { aboutOrders, type OrderLetterDeps, tokenIn } from './order-about.ts'
import { givenByOf, seatForOf, sessionOf, titleOf } from './order-words.ts'

/** The letters about the people of an order, and to them. */
export function orderSeatWriters(deps: OrderLetterDeps): Record<string, Writer> {
  const { sql, links } = deps
  const { about, orderOf, ordered } = aboutOrders(deps)

  return {
    'seat-invitation': toSeat((_, seat) => letters.seatInvitation(seat)),
    'seat-reassigned-to': toSeat((_, seat) => letters.seatReassignedTo(seat)),
    'shared-login': toSeat((order, seat) =>
      letters.sharedLogin({
        ...seat,
        organisation: order.organisation?.name ?? order.buyer.name ?? order.buyer.email,
        orderNumber: order.number,
      }),
    ),
    'seat-reassigned-from': about((order) =>
      letters.seatReassignedFrom({
        name: null,
        givenBy: givenByOf(order),
        title: titleOf(order),
      }),
    ),
    'seat-withdrawn': about((order) =>
      order.webinar?.plan === 'cancelled'
        ? null
        : letters.seatWithdrawn({ name: null, givenBy: givenByOf(order), title: titleOf(order) }),
    ),
    'place-held-twice': about(async (order, message) => {
      const seat = await ownSeat(sql, String(message.data.seat))
      const earlier = seat && (await earlierOrder(sql, seat))
      if (!seat || !earlier) return null
      return placeHeldTwice({
        ...(await ordered(order, message)),
        title: titleOf(order),
        person: seat.email,
        earlierOrderNumber: earlier,
      })
    }),
    'unnamed-seats-7': chase(7),
    'unnamed-seats-3': chase(3),
    'unnamed-seats-1': chase(1),
    'niche-academy-ready': about(async (order, message) =>
      nicheAcademyReady({
        ...(await ordered(order, message)),
        organisation: order.organisation?.name ?? order.buyer.email,
        title: titleOf(order),
        instructions: order.hostingNotes,
      }),
    ),
  }

  function chase(daysLeft: number): Writer {
    return about(async (order, message) => {
      const { webinar, seats, namedSeats } = order
      if (webinar === null || seats === null || namedSeats >= seats) return null
      return letters.unnamedSeats({
        ...(await ordered(order, message)),
        session: sessionOf(webinar, message.time_zone),
        unnamed: seats - namedSeats,
        seats,
        daysLeft,
      })
    })
  }

  /** A letter to whoever has the seat at the moment of sending; it went to nobody else. */
  function toSeat(
    write: (order: Order, seat: Parameters<typeof letters.seatInvitation>[0]) => Letter,
  ): Writer {
    return async (message) => {
      const [order, seat] = await Promise.all([
        orderOf(message),
        ownSeat(sql, String(message.data.seat)),
      ])
      const seatFor = order && seatForOf(order, message.time_zone)
      if (order === null || seat?.person !== message.person_id || !seatFor) return null
      const link = seatLink(seat)
      const letter = write(order, { name: null, givenBy: givenByOf(order), seatFor, link })
      return { letter, secrets: [tokenIn(link)] }
    }
  }

  function seatLink({ id, linkVersion }: OwnSeat): string {
    return links.to({ noun: 'seat', id, version: linkVersion })
  }
}
