import { formatCents } from '../domain/money.ts'
import { button, type Letter, link, paragraph, personalLetter, quotation } from './letter.ts'

type Access = {
  name: string | null
  orderNumber: string
  what: string
  link: string
}

/** Tells the buyer that the recordings are in the institution's own Niche Academy account. */
export function nicheAcademyReady(
  props: Omit<Access, 'what'> & {
    organisation: string
    title: string
    instructions: string | null
  },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `Ready in your Niche Academy account: ${props.title}`,
    preheader: `${props.organisation} can use it now.`,
    blocks: [
      paragraph(
        `“${props.title}” is ready in the Niche Academy account of ${props.organisation}. Your
          colleagues can find it there from now on, with the log-ins they already have.`,
      ),
      props.instructions && quotation(props.instructions),
      paragraph(
        'If it does not show up, please write to us, and we will look into it the same day.',
      ),
      link(`See order ${props.orderNumber}`, props.link),
    ],
  })
}

/** Says that the recordings are suspended now, and what brings them back. */
export function accessSuspended(props: Access & { openCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `The recordings of order ${props.orderNumber} are suspended`,
    preheader: `${formatCents(props.openCents)} is due.`,
    blocks: [
      paragraph(
        `As we wrote ten days ago, ${formatCents(props.openCents)} is due for your order
          ${props.orderNumber} (${props.what}), and so its recordings are suspended as of today.
          As soon as the payment arrives, access comes back by itself.`,
      ),
      button('See your order', props.link),
    ],
  })
}
