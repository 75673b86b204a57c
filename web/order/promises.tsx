import type { Child } from 'hono/jsx'
import type { Order } from '../../readmodels/order.ts'
import type { PromiseMail } from '../../readmodels/promise.ts'
import { Table } from '../table.tsx'
import { Stamp, When } from '../when.tsx'

export interface PromisesShown {
  order: Order
  /** As instants; null where nothing counts yet, or it is over. */
  promises: { attendBy: string | null; recordingBy: string | null }
  kept: readonly PromiseMail[]
}

interface Row {
  what: string
  by: Child
  mail: PromiseMail | null
}

/** What the people of an order were promised, by when, and the mail with which it was kept. */
export function Promises({ order, promises, kept }: PromisesShown) {
  const { webinar, access, includes } = order
  if (webinar?.plan !== 'on' || isOver(order) || access === 'niche-academy') return null
  const zone = webinar.timeZone
  const mailOf = (kind: PromiseMail['kind']) => kept.find((one) => one.kind === kind) ?? null
  const attending: Row = {
    what: 'How to attend',
    by: promises.attendBy ? <When at={promises.attendBy} zone={zone} /> : attendingWhen(order),
    mail: mailOf('join-details'),
  }
  const recording: Row = {
    what: 'Recording, for ever',
    by: promises.recordingBy ? (
      <When at={promises.recordingBy} zone={zone} />
    ) : (
      'Within two working days of the webinar, once the order is paid'
    ),
    mail: mailOf('recording-published'),
  }
  const hasAttending = !webinar.hasEnded || attending.mail !== null
  const rows = [hasAttending && attending, includes.includes('recording') && recording]
  return (
    <section aria-labelledby="promises">
      <h2 id="promises">What we promise</h2>
      <Table
        caption="Promises, and the email that keeps them"
        isCaptionHidden
        columns={[
          { title: 'By email', isHead: true, cell: ({ what }) => what },
          { title: 'At the latest', cell: ({ by }) => by },
          { title: 'So far', cell: ({ mail }) => <SoFar mail={mail} /> },
        ]}
        stacks
        rows={rows.filter((row) => row !== false)}
        empty="This webinar is over, and its recording was not part of the order."
      />
    </section>
  )
}

function SoFar({ mail }: { mail: PromiseMail | null }) {
  if (mail === null) return <>Not sent yet</>
  const { sent, waiting, failed, lastSentAt } = mail
  const parts = [
    sent > 0 && `sent to ${sent === 1 ? '1 person' : `${sent} people`}`,
    waiting > 0 && `${waiting} on the way`,
    failed > 0 && `${failed} not delivered: please look at the addresses below`,
  ].filter(Boolean)
  return (
    <>
      {capital(parts.join(', '))}
      {lastSentAt && (
        <>
          , <Stamp at={lastSentAt} />
        </>
      )}
    </>
  )
}

function attendingWhen({ webinar, acceptedAt, paidAt }: Order): string {
  if (webinar?.hasEnded) return 'The webinar is over'
  return acceptedAt === null && paidAt === null
    ? 'Within a day of the payment, and a day before the start'
    : 'At once: the webinar is near'
}

function isOver({ stage }: Order): boolean {
  return ['quoted', 'quote-expired', 'refunded', 'written-off', 'cancelled'].includes(stage)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
