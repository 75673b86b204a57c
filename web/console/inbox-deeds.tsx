import type { Waiting } from '../../domain/inbox.ts'
import { decimalOf } from './amount.ts'
import type { DeedName } from './deed.ts'
import { DeedInPlace } from './deed-form.tsx'
import { RecordCheck } from './record-check.tsx'

interface Offered {
  name: DeedName
  /** Of what it is done to, where it is not the order. */
  id?: string
  label?: string
  values?: Record<string, string>
  isSecondary?: boolean
}

/** What can be done about something that waits, in place. */
export function InboxDeeds(props: { item: Waiting; formKey: string; next: string }) {
  const { item, formKey, next } = props
  const offers = [...(offered[item.kind]?.(item) ?? []), ...closing(item)]
  return (
    <>
      {item.order !== null && awaitsCheck.includes(item.kind) && <RecordCheck order={item.order} />}
      {offers.map(({ id = item.order ?? item.id, ...offer }) => (
        <DeedInPlace {...offer} id={id} formKey={formKey} next={next} />
      ))}
    </>
  )
}

const awaitsCheck = ['check-expected', 'check-overdue', 'write-off']

const offered: Record<string, (item: Waiting) => Offered[]> = {
  application: () => [
    { name: 'members/approvals' },
    { name: 'members/information-requests' },
    { name: 'members/rejections' },
  ],
  inquiry: ({ facts }) => [
    ...(facts.ownerId ? [] : [{ name: 'inquiries/assignments', isSecondary: true } as const]),
    { name: 'inquiries/answers' },
    { name: 'inquiries/closings' },
  ],
  'purchase-order': () => [
    { name: 'orders/purchase-order-acceptances' },
    { name: 'orders/purchase-order-declines' },
  ],
  'join-details-missing': (item) => [{ name: 'webinars/join-details', id: webinarOf(item) }],
  'recording-missing': (item) => [{ name: 'webinars/recordings', id: webinarOf(item) }],
  'webinar-cancelled': () => [{ name: 'orders/refunds' }],
  hosting: () => [{ name: 'orders/hostings' }],
  'check-expected': () => [{ name: 'orders/due-extensions' }],
  'check-overdue': () => [{ name: 'orders/due-extensions' }],
  'write-off': () => [{ name: 'orders/write-offs' }, { name: 'orders/due-extensions' }],
  'paid-after-close': (item) => [{ name: 'orders/reinstatements' }, givenBack(item)],
  'paid-for-quote': (item) => [givenBack(item)],
  overpaid: (item) => [givenBack(item)],
  'refund-check': () => [{ name: 'orders/refund-sendings' }],
  'refund-failed': (item) => [payout(item)],
  'card-result-unknown': () => [{ name: 'orders/stripe-checks' }],
  'card-request-failed': ({ order }) => (order === null ? [] : [{ name: 'orders/stripe-checks' }]),
  'tax-certificate': ({ facts }) => [
    { name: 'exemptions/acceptances', id: String(facts.certificate) },
    { name: 'exemptions/refusals', id: String(facts.certificate) },
  ],
  undeliverable: ({ facts }) => [{ name: 'messages/resends', id: String(facts.message) }],
}

/** What ends by itself once something was done about it. */
const endsByItself = [
  'application',
  'inquiry',
  'purchase-order',
  'join-details-missing',
  'recording-missing',
  'webinar-postponed',
  'hosting',
  'check-expected',
  'check-overdue',
  'tax-certificate',
  'refund-check',
  'unsettled',
]

function closing({ kind, id }: Waiting): Offered[] {
  return endsByItself.includes(kind) ? [] : [{ name: 'tasks/closings', id }]
}

/** What came by card goes back onto it; all else is paid out by hand. */
function givenBack(item: Waiting): Offered {
  const { cents, facts } = item
  if (!facts.payment || cents === null) return payout(item)
  const values = { cents: decimalOf(cents), payment: String(facts.payment) }
  return { name: 'orders/credit-refunds', values }
}

function payout({ cents }: Waiting): Offered {
  return {
    name: 'orders/credit-payouts',
    values: cents === null ? {} : { cents: decimalOf(cents) },
  }
}

function webinarOf({ subject }: Waiting): string {
  return subject.slice('webinar:'.length)
}
