import type { Checkout } from '../../readmodels/checkout.ts'
import type { Order } from '../../readmodels/order.ts'
import type { Seat } from '../../readmodels/seat.ts'
import { ErrorSummary } from '../form.tsx'
import { Page } from '../layout.tsx'
import { Facts } from '../table.tsx'
import { When } from '../when.tsx'
import { Changes } from './changes.tsx'
import { type FormsShown, filledOf } from './forms.ts'
import { Money } from './money.tsx'
import { type DocumentShown, Documents, type MailShown, Mails } from './papers.tsx'
import { Pay } from './pay.tsx'
import { People } from './people.tsx'
import { standingOf, whatOf } from './words.ts'

export interface OrderShown {
  order: Order
  seats: readonly Seat[]
  documents: readonly DocumentShown[]
  mails: readonly MailShown[]
  checkout: Checkout | null
  forms: FormsShown
  /** It was placed just now. */
  isNew: boolean
}

/** Everything about one order: where it stands, what is waited for, and what can be done. */
export function OrderPage(shown: OrderShown) {
  const { order, seats, documents, mails, forms, isNew } = shown
  const standing = standingOf(order)
  const wrong = forms.open === null ? null : filledOf(forms, forms.open.name)
  return (
    <Page title={`Order ${order.number}`} hasErrors={wrong !== null}>
      {wrong && <ErrorSummary filled={wrong} />}
      <p class="eyebrow">Order {order.number}</p>
      <h1>{isNew ? 'Thank you, we have your order' : whatOf(order)}</h1>
      <p>
        <span class={`badge ${standing.tone}`}>{standing.label}</span>
      </p>
      <p class="lead">{standing.sentence}</p>
      <Facts
        facts={[
          ['Ordered', isNew && whatOf(order)],
          ['Waits for', standing.waitsFor],
          [
            'Webinar',
            order.webinar && (
              <>
                <a href={`/webinars/${order.webinar.slug}`}>{order.webinar.title}</a>,{' '}
                <When at={order.webinar.startsAt} zone={order.webinar.timeZone} />
              </>
            ),
          ],
          ['How to attend', attending(order)],
          ['Recording', recording(order)],
          ['Ordered by', `${order.buyer.name ?? ''} ${order.buyer.email}`.trim()],
          ['Organization', order.organisation?.name],
          ['PO number', order.purchaseOrderNumber],
          ['Placed', <When at={order.placedAt} />],
        ]}
      />
      <Pay {...shown} />
      <Money order={order} />
      <People order={order} seats={seats} forms={forms} />
      <Documents documents={documents} />
      <Mails mails={mails} title="Email that we sent about this order" />
      <Changes order={order} forms={forms} />
      <p class="no-print">
        Keep the link to this page: it opens your order without signing in. Something is not right?{' '}
        <a href="/contact">Write to us</a>.
      </p>
    </Page>
  )
}

/** The promise of how people get in, while it still matters. */
function attending({ webinar, stage, access }: Order): string | null {
  if (webinar === null || webinar.hasEnded || isOver(stage)) return null
  if (access === 'niche-academy')
    return 'In your own Niche Academy account; we set that up by hand.'
  return 'By email to each person: at the latest one day before the start.'
}

function recording({ webinar, includes, stage, access }: Order): string | null {
  if (webinar === null || !includes.includes('recording') || isOver(stage)) return null
  if (access === 'niche-academy') return null
  return webinar.hasEnded
    ? 'By the link in each person’s email, for as long as the order stands.'
    : 'By email as soon as it is published after the webinar, and for ever.'
}

function isOver(stage: Order['stage']): boolean {
  return ['quote-expired', 'refunded', 'written-off', 'cancelled'].includes(stage)
}
