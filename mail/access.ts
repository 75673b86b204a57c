import { formatCents } from '../domain/money.ts'
import { button, facts, type Letter, link, paragraph, personalLetter, quotation } from './letter.ts'

type Access = {
  name: string | null
  orderNumber: string
  what: string
  link: string
}

/** Tells the buyer that the recordings are in the institution's own Niche Academy account. */
export function nicheAcademyReady(
  props: Access & { organisation: string; instructions: string | null },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `Ready in your Niche Academy: ${props.what}`,
    preheader: `${props.organisation} can use it now.`,
    blocks: [
      paragraph(
        `${props.what} is ready in the Niche Academy account of ${props.organisation}. Your
          people can find it there from now on, with the log-ins they already have.`,
      ),
      props.instructions && quotation(props.instructions),
      paragraph('If it does not show up, please write to us and we look into it the same day.'),
      link(`See order ${props.orderNumber}`, props.link),
    ],
  })
}

/** Ten days' notice that recordings are suspended because a payment was taken back. */
export function accessSuspensionNotice(
  props: Access & { openCents: number; suspendedOn: string },
): Letter {
  const { orderNumber, openCents, suspendedOn } = props
  return personalLetter({
    name: props.name,
    subject: `The recordings of order ${orderNumber} will be suspended on ${suspendedOn}`,
    preheader: `${formatCents(openCents)} are open again.`,
    blocks: [
      paragraph(
        `A payment for your order ${orderNumber} (${props.what}) was taken back, so
          ${formatCents(openCents)} are open again.`,
      ),
      facts([
        ['Open', formatCents(openCents)],
        ['Recordings suspended on', suspendedOn],
      ]),
      paragraph(
        `Until that day nothing changes. If the payment is here by then, nothing changes at all.
          Who attended has attended: certificates for that are not touched.`,
      ),
      button('See your order', props.link),
    ],
  })
}

/** Says that the recordings are suspended now, and what brings them back. */
export function accessSuspended(props: Access & { openCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `The recordings of order ${props.orderNumber} are suspended`,
    preheader: `${formatCents(props.openCents)} are open.`,
    blocks: [
      paragraph(
        `As we wrote ten days ago, ${formatCents(props.openCents)} of your order
          ${props.orderNumber} (${props.what}) are open, and so its recordings are suspended
          from today. As soon as the payment is here, they open again by themselves.`,
      ),
      button('See your order', props.link),
    ],
  })
}
