import type { Order } from '../../readmodels/order.ts'
import { TextArea } from '../field.tsx'
import { Form } from '../form.tsx'
import { When } from '../when.tsx'
import { actionOf, type FormsShown, filledOf } from './forms.ts'
import { type SeatsShown, SeatTable } from './seats.tsx'
import { possible } from './words.ts'

interface PeopleShown {
  order: Order
  seats: SeatsShown
  forms: FormsShown
}

/** Who is on the order, and how they get in. */
export function People({ order, seats, forms }: PeopleShown) {
  if (order.product === 'pass') return null
  return (
    <section aria-labelledby="people">
      <h2 id="people">People</h2>
      {order.access === 'roster' ? (
        <Roster order={order} seats={seats} forms={forms} />
      ) : (
        <Shared order={order} />
      )}
    </section>
  )
}

function Roster({ order, seats, forms }: PeopleShown) {
  const { named, unnamed } = seats
  const total = named + unnamed
  const hasRoom = unnamed > 0 || order.seats === null
  return (
    <>
      <p>
        {order.seats === null
          ? `${named} ${named === 1 ? 'person has' : 'people have'} a log-in; you can name as many as you like.`
          : `${named} of ${total} ${total === 1 ? 'seat has' : 'seats have'} a name.`}
      </p>
      {named > 0 && <SeatTable order={order} seats={seats} forms={forms} />}
      {hasRoom && possible(order).nameSeats && (
        <Form
          action={actionOf(forms, 'seats')}
          filled={filledOf(forms, 'seats')}
          submit="Name these people"
          isSecondary
          hasNoSummary
        >
          <TextArea
            name="people"
            label={namingLabel(unnamed)}
            hint="Paste their email addresses, one a line. Each gets an email at once."
            filled={filledOf(forms, 'seats')}
          />
        </Form>
      )}
    </>
  )
}

function namingLabel(unnamed: number): string {
  if (unnamed === 0) return 'Who else takes part?'
  return unnamed === 1 ? 'Who takes the open seat?' : `Who takes the ${unnamed} open seats?`
}

function Shared({ order }: { order: Order }) {
  const { access, sharedAddress, hostedAt, hostingNotes } = order
  return (
    <>
      {sharedAddress !== null && (
        <p>All mail goes to {sharedAddress}, who passes it on to everybody of yours.</p>
      )}
      {access === 'niche-academy' &&
        (hostedAt === null ? (
          <p>We set it up by hand in your own Niche Academy account, and write to you then.</p>
        ) : (
          <p>
            It has been in your own Niche Academy account since <When at={hostedAt} />.
          </p>
        ))}
      {hostingNotes !== null && <p class="written">{hostingNotes}</p>}
    </>
  )
}
