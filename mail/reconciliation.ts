import { administratorsNotice, button, facts, heading, type Letter, paragraph } from './letter.ts'
import { counted } from './words.ts'

/** A payment of which Stripe and our books say different things. */
export type DifferingPayment = {
  happened: string
  intent: string
  order: string | null
  atStripe: string | null
  booked: string | null
}

/** Tells the administrators what the nightly comparison with Stripe has found for the first time. */
export function stripeDifferences(props: {
  payments: DifferingPayment[]
  /** How many there are beyond those that are named. */
  more: number
  link: string
}): Letter {
  const { payments, more, link } = props
  const count = counted(payments.length + more, 'payment')
  return administratorsNotice({
    subject: `To do: ${count} on which Stripe and our books differ`,
    preheader: 'Found by the nightly comparison; nothing was changed.',
    blocks: [
      paragraph(
        `The nightly comparison with Stripe found ${count} on which Stripe and our books differ.
          Nothing was changed.`,
      ),
      ...payments.flatMap(({ happened, intent, order, atStripe, booked }) => [
        heading(happened),
        facts([
          ['Payment at Stripe', intent],
          ['Order', order],
          ['Amount at Stripe', atStripe],
          ['Amount booked here', booked],
        ]),
      ]),
      more > 0 && paragraph(`And ${more} more: all of them are in the list of tasks.`),
      paragraph(
        `What to do: look each payment up in Stripe by its id, put right what is wrong there or
          here, and close the task.`,
      ),
      button('Open the tasks', link),
    ],
  })
}
