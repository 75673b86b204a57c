import type { Order } from '../../readmodels/order.ts'
import type { Seat } from '../../readmodels/seat.ts'
import { Field, TextArea } from '../field.tsx'
import { ButtonForm, Form } from '../form.tsx'
import { Table } from '../table.tsx'
import { actionOf, type FormsShown, filledOf } from './forms.ts'
import { possible } from './words.ts'

interface PeopleShown {
  order: Order
  seats: readonly Seat[]
  forms: FormsShown
}

/** Who is on the order: each seat with its person, and the ways to name, replace and write again. */
export function People({ order, seats, forms }: PeopleShown) {
  if (seats.length === 0) return <Shared order={order} />
  const named = seats.filter(({ email }) => email !== null)
  const left = seats.length - named.length
  return (
    <section aria-labelledby="people">
      <h2 id="people">People</h2>
      <p>
        {named.length} of {seats.length} seats have a name.
        {left > 0 && ' Each person gets an email of their own as soon as you name them.'}
      </p>
      {named.length > 0 && (
        <Table
          caption="Seats with a name"
          isCaptionHidden
          columns={[
            { title: 'Seat', cell: ({ position }) => position },
            { title: 'Email address', isHead: true, cell: ({ email }) => email },
            { title: 'Can now', cell: ({ opens }) => opensWords(opens) },
            { title: 'Change', cell: (seat) => <SeatForms seat={seat} forms={forms} /> },
          ]}
          rows={named}
          empty=""
        />
      )}
      {left > 0 && possible(order).nameSeats && (
        <Form
          action={actionOf(forms, 'seats')}
          filled={filledOf(forms, 'seats')}
          submit="Name these people"
          isSecondary
          hasNoSummary
        >
          <TextArea
            name="people"
            label={left === 1 ? 'Who takes the open seat?' : `Who takes the ${left} open seats?`}
            hint="Paste their email addresses, one a line."
            filled={filledOf(forms, 'seats')}
          />
        </Form>
      )}
    </section>
  )
}

function SeatForms({ seat, forms }: { seat: Seat; forms: FormsShown }) {
  const replacing = `seats/${seat.id}/reassignments`
  const filled = filledOf(forms, replacing)
  return (
    <div class="no-print">
      <ButtonForm
        action={actionOf(forms, `seats/${seat.id}/resends`)}
        fieldKey={filledOf(forms, `seats/${seat.id}/resends`).key}
        label={
          <>
            Send the email again <span class="visually-hidden">to {seat.email}</span>
          </>
        }
        isSecondary
      />
      <details open={forms.open?.name === replacing}>
        <summary>
          Give to somebody else <span class="visually-hidden">instead of {seat.email}</span>
        </summary>
        <Form action={actionOf(forms, replacing)} filled={filled} submit="Replace" hasNoSummary>
          <Field
            name="email"
            id={`email-${seat.position}`}
            label="New email address"
            type="email"
            filled={filled}
          />
        </Form>
      </details>
    </div>
  )
}

function Shared({ order }: { order: Order }) {
  if (order.sharedAddress === null) return null
  return (
    <section aria-labelledby="people">
      <h2 id="people">People</h2>
      <p>All mail goes to {order.sharedAddress}, for everybody of yours.</p>
    </section>
  )
}

function opensWords(opens: Seat['opens']): string {
  const words = { live: 'attend live', recording: 'watch the recording' }
  return opens.map((one) => words[one]).join(', ') || 'nothing yet'
}
