import { formatDate } from '../../domain/date.ts'
import type { Order } from '../../readmodels/order.ts'
import type { PromisesShown } from './promises.tsx'

interface Step {
  label: string
  detail: string
  isDone: boolean
}

/** The way of an order from first to last, with where it is now. */
export function Steps({ order, kept }: Pick<PromisesShown, 'order' | 'kept'>) {
  if (hasNoWay.includes(order.stage)) return null
  const steps = [...placing(order), ...paying(order), ...attending(order, kept)]
  const current = steps.findIndex(({ isDone }) => !isDone)
  if (current < 0) return null
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">What happens next</h2>
      <ol class="steps">
        {steps.map(({ label, detail, isDone }, index) => (
          <li
            class={isDone ? 'done' : undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            <strong>{label}</strong>
            {isDone && <span class="visually-hidden"> (done)</span>}
            <br />
            {detail}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Stages after which nothing comes by itself. */
const hasNoWay: Order['stage'][] = [
  'quote-expired',
  'expired',
  'po-declined',
  'disputed',
  'refunded',
  'part-refunded',
  'written-off',
  'cancelled',
]

function placing({ buyer, quote, stage, paysBy, acceptedAt, dueOn, billTo }: Order): Step[] {
  const isQuote = stage === 'quoted'
  const steps: (Step | false)[] = [
    {
      label: isQuote ? 'Your quote is made' : 'Your order is here',
      detail: `We wrote to ${buyer.email}. Nothing there? Please look in your junk folder.`,
      isDone: true,
    },
    quote !== null && {
      label: 'You accept the quote',
      detail: `Until ${formatDate(quote.heldUntil)} its prices are held. Nothing is owed before.`,
      isDone: !isQuote,
    },
    paysBy === 'purchase-order' && {
      label: 'We check your purchase order',
      detail: 'By hand, within one working day.',
      isDone: acceptedAt !== null,
    },
    ['purchase-order', 'invoice', 'quote'].includes(paysBy) && {
      label: 'The invoice goes out',
      detail: `To ${billTo.email}, as a PDF. It stands on this page too.`,
      isDone: !isQuote && dueOn !== null,
    },
  ]
  return steps.filter((step) => step !== false)
}

function paying({ paysBy, paidAt, dueOn, totalCents }: Order): Step[] {
  if (totalCents === 0) return []
  const isDone = paidAt !== null
  if (paysBy === 'card') {
    return [{ label: 'You pay by card', detail: 'At Stripe; we never see your card.', isDone }]
  }
  const when = dueOn === null ? 'within 30 days of the invoice' : `by ${formatDate(dueOn)}`
  return [{ label: 'Your check arrives', detail: `Payable ${when}, or by card.`, isDone }]
}

function attending(
  { webinar, access, includes, hostedAt }: Order,
  kept: PromisesShown['kept'],
): Step[] {
  if (webinar?.plan !== 'on') return []
  if (access === 'niche-academy') {
    const detail = 'By hand; we write to you when it is there.'
    return [{ label: 'It comes into your Niche Academy', detail, isDone: hostedAt !== null }]
  }
  const hasSent = (kind: string) => kept.some((one) => one.kind === kind && one.sent > 0)
  const steps: (Step | false)[] = [
    !webinar.hasEnded && {
      label: 'Everybody hears how to attend',
      detail: 'By email, at the latest a day before the start.',
      isDone: hasSent('join-details'),
    },
    includes.includes('recording') && {
      label: 'The recording is yours, for ever',
      detail: 'By email, once it is published and the order is paid.',
      isDone: hasSent('recording-published'),
    },
  ]
  return steps.filter((step) => step !== false)
}
