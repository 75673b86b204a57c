import type { Checkout } from '../../readmodels/checkout.ts'
import { ErrorSummary } from '../form.tsx'
import { Page } from '../layout.tsx'
import { Facts } from '../table.tsx'
import { PlanOf } from '../webinar-plan.tsx'
import { Stamp } from '../when.tsx'
import { Changes } from './changes.tsx'
import { type FileShown, Files } from './files.tsx'
import { type FormsShown, filledOf } from './forms.ts'
import { Money, type MoneyShown } from './money.tsx'
import { type DocumentShown, Documents, type MailShown, Mails } from './papers.tsx'
import { Pay } from './pay.tsx'
import { People } from './people.tsx'
import { Promises, type PromisesShown } from './promises.tsx'
import type { SeatsShown } from './seats.tsx'
import { Steps } from './steps.tsx'
import { standingOf, whatOf } from './words.ts'

export interface OrderShown extends MoneyShown, PromisesShown {
  seats: SeatsShown
  documents: readonly DocumentShown[]
  files: readonly FileShown[]
  mails: readonly MailShown[]
  checkout: Checkout | null
  forms: FormsShown
  /** It was placed just now. */
  isNew: boolean
}

/** Everything about one order: where it stands, what is waited for, and what can be done. */
export function OrderPage(shown: OrderShown) {
  const { order, seats, documents, files, mails, forms, isNew } = shown
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
                <PlanOf {...order.webinar} />
              </>
            ),
          ],
          ['Ordered by', [order.buyer.name, order.buyer.email].filter(Boolean).join(', ')],
          ['Organization', order.organisation?.name],
          ['PO number', order.purchaseOrderNumber],
          ['Placed', <Stamp at={order.placedAt} />],
        ]}
      />
      {order.stage !== 'po-submitted' && <Pay {...shown} />}
      <Steps order={order} kept={shown.kept} />
      {order.stage === 'po-submitted' && <Pay {...shown} />}
      <Promises {...shown} />
      <People order={order} seats={seats} forms={forms} />
      <Money {...shown} />
      <Documents documents={documents} />
      <Files order={order} files={files} forms={forms} />
      <Mails mails={mails} title="Email that we sent about this order" />
      <Changes order={order} forms={forms} />
      <p class="no-print">
        Keep the link to this page: it opens your order without signing in. Something is not right?{' '}
        <a href="/contact">Write to us</a>.
      </p>
    </Page>
  )
}
