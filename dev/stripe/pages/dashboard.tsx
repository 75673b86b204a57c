import type { Child } from 'hono/jsx'
import type { Stripe } from 'stripe'
import type { StripeEvent } from '../books.ts'
import type { StandIn } from '../stand-in.ts'
import { KnobForms } from './knob-forms.tsx'
import { Instant, Layout, money } from './layout.tsx'

const shownAtMost = 50

/** What stands in the account, newest first, and everything that can be turned. */
export function DashboardPage({ standIn, said }: { standIn: StandIn; said?: string | undefined }) {
  const { books } = standIn.account
  const requests = [...standIn.api.asked.values()].reduce((sum, times) => sum + times, 0)
  return (
    <Layout title="Account">
      <h1>{standIn.merchant} at the Stripe stand-in</h1>
      <p class="quiet">
        Its clock says <Instant at={standIn.account.now()} />. {requests} requests so far;{' '}
        {standIn.webhooks.travel.sent} webhooks sent, {books.undelivered.size} not taken yet,{' '}
        {standIn.webhooks.travel.lost} lost on purpose.
      </p>
      {said && (
        <p class="refused" role="alert">
          {said}
        </p>
      )}
      <Payments standIn={standIn} />
      <Sessions sessions={newest(books.sessions)} />
      <Refunds refunds={newest(books.refunds)} />
      <Disputes disputes={newest(books.disputes)} />
      <KnobForms standIn={standIn} />
      <Events events={newest(books.events)} standIn={standIn} />
    </Layout>
  )
}

function Payments({ standIn }: { standIn: StandIn }) {
  const { books } = standIn.account
  return (
    <Table title="Payments" heads={['When', 'Amount', 'State', 'Order', 'Card', 'Do']}>
      {newest(books.intents).map((intent) => {
        const charge = books.charges.get(String(intent.latest_charge))
        const isPaid = intent.status === 'succeeded'
        return (
          <tr>
            <td>
              <Instant at={intent.created} />
            </td>
            <td>{money(intent.amount, intent.currency)}</td>
            <td>{stateOf(intent, charge)}</td>
            <td>{intent.metadata.order ?? '—'}</td>
            <td>{charge?.payment_method_details?.card?.last4 ?? '—'}</td>
            <td>
              {isPaid && !charge?.refunded && !charge?.disputed && (
                <Act at={`/_stand-in/payments/${intent.id}/refund`} label="Refund payment" />
              )}
              {isPaid && !charge?.disputed && (
                <Act at={`/_stand-in/payments/${intent.id}/dispute`} label="Open dispute" />
              )}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

function stateOf(intent: Stripe.PaymentIntent, charge: Stripe.Charge | undefined): string {
  if (charge?.disputed) return 'disputed'
  if (charge?.refunded) return 'refunded'
  if (charge && charge.amount_refunded > 0) {
    return `${money(charge.amount_refunded, charge.currency)} refunded`
  }
  return intent.status.replaceAll('_', ' ')
}

function Sessions({ sessions }: { sessions: Stripe.Checkout.Session[] }) {
  return (
    <Table title="Checkout sessions" heads={['When', 'Amount', 'State', 'Order', 'Until', 'Do']}>
      {sessions.map((session) => (
        <tr>
          <td>
            <Instant at={session.created} />
          </td>
          <td>{money(session.amount_total, session.currency)}</td>
          <td>{session.status}</td>
          <td>{session.metadata?.order ?? '—'}</td>
          <td>
            <Instant at={session.expires_at} />
          </td>
          <td>
            {session.url && <a href={session.url}>Open page</a>}{' '}
            {session.status === 'open' && (
              <Act at={`/_stand-in/sessions/${session.id}/expire`} label="Expire session" />
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Refunds({ refunds }: { refunds: Stripe.Refund[] }) {
  return (
    <Table title="Refunds" heads={['When', 'Amount', 'State', 'Order', 'Do']}>
      {refunds.map((refund) => (
        <tr>
          <td>
            <Instant at={refund.created} />
          </td>
          <td>{money(refund.amount, refund.currency)}</td>
          <td>{refund.status}</td>
          <td>{refund.metadata?.order ?? '—'}</td>
          <td>
            {refund.status === 'pending' && (
              <Act at={`/_stand-in/refunds/${refund.id}/settle`} label="Settle refund" />
            )}
            {refund.status !== 'failed' && (
              <Act at={`/_stand-in/refunds/${refund.id}/fail`} label="Fail refund" />
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Disputes({ disputes }: { disputes: Stripe.Dispute[] }) {
  return (
    <Table title="Disputes" heads={['When', 'Amount', 'Reason', 'State', 'Do']}>
      {disputes.map((dispute) => (
        <tr>
          <td>
            <Instant at={dispute.created} />
          </td>
          <td>{money(dispute.amount, dispute.currency)}</td>
          <td>{dispute.reason}</td>
          <td>{dispute.status.replaceAll('_', ' ')}</td>
          <td>
            {dispute.status === 'needs_response' && (
              <>
                <Act at={`/_stand-in/disputes/${dispute.id}/won`} label="Win dispute" />
                <Act at={`/_stand-in/disputes/${dispute.id}/lost`} label="Lose dispute" />
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Events({ events, standIn }: { events: StripeEvent[]; standIn: StandIn }) {
  const { undelivered } = standIn.account.books
  return (
    <Table title="Events" heads={['When', 'Type', 'Id', 'Webhook', 'Do']}>
      {events.map((event) => (
        <tr>
          <td>
            <Instant at={event.created} />
          </td>
          <td>{event.type}</td>
          <td>
            <code>{event.id}</code>
          </td>
          <td>{travelOf(event, undelivered.get(event.id))}</td>
          <td>
            <Act at={`/_stand-in/events/${event.id}/resend`} label="Send again" />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function travelOf(event: StripeEvent, tries: number | undefined): string {
  if (event.pending_webhooks === 0) return 'taken'
  return tries === undefined ? 'never sent' : `tried ${tries} times`
}

function Table({ title, heads, children }: { title: string; heads: string[]; children: Child[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length === 0 ? (
        <p class="quiet">None yet.</p>
      ) : (
        <div class="scrolls">
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Act({ at, label }: { at: string; label: string }) {
  return (
    <form method="post" action={at}>
      <button type="submit">{label}</button>
    </form>
  )
}

function newest<T>(all: Map<string, T>): T[] {
  return [...all.values()].reverse().slice(0, shownAtMost)
}
