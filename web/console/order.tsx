import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { IssuedDocument } from '../../readmodels/document.ts'
import type { Order } from '../../readmodels/order.ts'
import type { Seat } from '../../readmodels/seat.ts'
import type { Upload } from '../../readmodels/upload.ts'
import { Facts, Table } from '../table.tsx'
import { When } from '../when.tsx'
import { Moment } from './day.tsx'
import { DeedInPlace } from './deed-form.tsx'
import { type MailDone, offersForOrder, owing } from './order-offers.ts'
import { RecordCheck } from './record-check.tsx'
import { type Around, Thing } from './thing.tsx'
import { orderStates, productWords } from './words.ts'

export interface ConsoleOrder {
  order: Order
  /** What we hold for whom the money of this order belongs to. */
  creditCents: number
  seats: readonly Seat[]
  documents: readonly IssuedDocument[]
  files: readonly Upload[]
  around: Around
}

/** One order: its money, its people, its papers, and everything that can be done about it. */
export function ConsoleOrderPage(shown: ConsoleOrder) {
  const { order, creditCents, around } = shown
  const { number, organisation, buyer, stage } = order
  return (
    <Thing
      around={around}
      path={`/console/orders/${number}`}
      eyebrow={organisation?.name ?? buyer.name ?? buyer.email}
      title={`Order ${number}`}
      state={orderStates[stage]}
      offers={offersForOrder(order, creditCents, mailsIn(around.happened))}
      links={owing.includes(stage) && <RecordCheck order={number} />}
    >
      <About {...shown} />
      <Money order={order} creditCents={creditCents} />
      <Papers {...shown} />
      <People {...shown} />
    </Thing>
  )
}

function mailsIn(happened: Around['happened']): MailDone[] {
  return happened.filter((one) => one.source === 'mail')
}

function About({ order }: ConsoleOrder) {
  const { buyer, organisation, webinar, pass, billTo, product, seats } = order
  return (
    <Facts
      facts={[
        ['What', [productWords[product], seatsInWords(seats)].filter(Boolean).join(', ')],
        ['For', webinar && <a href={`/console/webinars/${webinar.slug}`}>{webinar.title}</a>],
        ['Starts', webinar && <When at={webinar.startsAt} zone={webinar.timeZone} />],
        ['Pass', pass && <a href={`/console/passes/${pass.number}`}>{pass.title}</a>],
        [
          'Buyer',
          <>
            {buyer.name}{' '}
            <a href={`/console/members?search=${encodeURIComponent(buyer.email)}`}>{buyer.email}</a>
          </>,
        ],
        [
          'Organization',
          organisation && (
            <a href={`/console/organisations/${organisation.id}`}>{organisation.name}</a>
          ),
        ],
        ['Bill to', [billTo.name, billTo.organisation, billTo.email].filter(Boolean).join(', ')],
        ['Placed', <Moment at={order.placedAt} />],
        ['PO number', order.purchaseOrderNumber],
        ['PO accepted', order.acceptedAt && <Moment at={order.acceptedAt} />],
        ['PO declined', order.declinedReason],
        ['Opened before payment', order.releasedAt && <Moment at={order.releasedAt} />],
        ['On hold since', order.holdAt && <Moment at={order.holdAt} />],
        ['Canceled', order.cancelledAt && <Moment at={order.cancelledAt} />],
        ['Written off', order.writtenOffAt && <Moment at={order.writtenOffAt} />],
        ['Quote held until', order.quote && formatDate(order.quote.heldUntil)],
        ['Hosting due', order.hostingDueAt && <Moment at={order.hostingDueAt} />],
        ['Hosted', order.hostedAt && <Moment at={order.hostedAt} />],
      ]}
    />
  )
}

function Money({ order, creditCents }: Pick<ConsoleOrder, 'order' | 'creditCents'>) {
  const amount = (cents: number) => <span class="amount">{formatCents(cents)}</span>
  return (
    <>
      <h2>Money</h2>
      <Facts
        facts={[
          ['Total', amount(order.totalCents)],
          ['Received', amount(order.receivedCents)],
          ['Open', <strong>{amount(order.openCents)}</strong>],
          ['Due on', order.dueOn && formatDate(order.dueOn)],
          ['Check expected on', order.checkExpectedOn && formatDate(order.checkExpectedOn)],
          ['Credit that could pay it', creditCents !== 0 && amount(creditCents)],
        ]}
      />
    </>
  )
}

function Papers({ documents, files }: ConsoleOrder) {
  return (
    <>
      <h2>Documents</h2>
      {documents.length + files.length === 0 && <p class="empty">Nothing was issued yet.</p>}
      <ul>
        {documents.map(({ id, kind, number, issuedAt }) => (
          <li>
            <a href={`/api/v1/documents/${id}`}>
              {kind.replaceAll('-', ' ')} {number}
            </a>{' '}
            <span class="quiet small">
              <Moment at={issuedAt} />
            </span>
          </li>
        ))}
        {files.map(({ id, fileName, uploadedAt }) => (
          <li>
            <a href={`/api/v1/files/${id}`}>{fileName}</a>{' '}
            <span class="quiet small">
              sent in <Moment at={uploadedAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function People({ order, seats, around }: ConsoleOrder) {
  if (order.seats === null && seats.length === 0) return null
  return (
    <>
      <h2>
        People <span class="quiet">({order.namedSeats} named)</span>
      </h2>
      <Table
        caption="People"
        isCaptionHidden
        columns={[
          { title: 'Seat', cell: ({ position }) => position },
          { title: 'Email', cell: ({ email }) => email ?? <span class="quiet">No name yet</span> },
          { title: 'Opens', cell: ({ opens }) => opens.join(' and ') || '–' },
          {
            title: 'Change',
            cell: ({ id, email }) =>
              email && <SeatDeeds id={`${order.number}~${id}`} order={order} around={around} />,
          },
        ]}
        rows={seats}
        empty="Nobody is named yet."
      />
    </>
  )
}

function SeatDeeds(props: { id: string; order: Order; around: Around }) {
  const { id, order, around } = props
  const next = `/console/orders/${order.number}`
  const offers = [
    ['seats/resends', 'Send again'],
    ['seats/reassignments', 'Give to somebody else'],
  ] as const
  return (
    <div class="actions deeds">
      {offers.map(([name, label]) => (
        <DeedInPlace
          name={name}
          label={label}
          id={id}
          formKey={around.formKey}
          next={next}
          isSecondary
        />
      ))}
    </div>
  )
}

/** None where a product has no number of seats, or is one by its name. */
function seatsInWords(seats: number | null): string | null {
  return seats === null || seats === 1 ? null : `${seats} seats`
}
