import type { Order } from '../../readmodels/order.ts'
import type { SeatMail } from '../../readmodels/promise.ts'
import type { Seat } from '../../readmodels/seat.ts'
import { Field } from '../field.tsx'
import { ButtonForm, Form, Hidden } from '../form.tsx'
import { More, Table } from '../table.tsx'
import { Stamp } from '../when.tsx'
import { actionOf, type FormsShown, filledOf } from './forms.ts'
import { fates, mailTitle } from './papers.tsx'
import { possible } from './words.ts'

/** The seats with a person, a page of them, and how many there are in all. */
export interface SeatsShown {
  rows: readonly (Seat & { mail: SeatMail | null })[]
  named: number
  unnamed: number
  /** Part of an address that is looked for. */
  who: string
  /** The seats found, of which `rows` are those from here. */
  found: number
  from: number
}

/** Who has which seat, what it opens, the newest mail to them, and the ways to change it. */
export function SeatTable(props: { order: Order; seats: SeatsShown; forms: FormsShown }) {
  const { order, seats, forms } = props
  const { rows, who, found, from } = seats
  const next = from + rows.length
  return (
    <>
      {(seats.named > rows.length || who !== '') && <Search who={who} forms={forms} />}
      <Table
        caption={rangeWords(seats)}
        isCaptionHidden={found === rows.length && who === ''}
        columns={[
          { title: 'Email address', isHead: true, cell: ({ email }) => email },
          { title: 'Can now', cell: ({ opens }) => opensWords(opens) },
          { title: 'Latest email', cell: ({ mail }) => <Latest mail={mail} /> },
          {
            title: 'Change',
            isOnScreen: true,
            cell: (seat) => <SeatForms seat={seat} order={order} forms={forms} />,
          },
        ]}
        rows={rows}
        stacks
        empty={`Nobody with “${who}” in their address has a seat.`}
      />
      <More
        href={next < found ? here(forms, { who, from: String(next) }) : null}
        label="Show the next people"
      />
    </>
  )
}

function Search({ who, forms }: { who: string; forms: FormsShown }) {
  const token = new URLSearchParams(forms.query).get('token')
  return (
    <form method="get" action={`/orders/${forms.order}#people`} class="inline">
      {token && <Hidden name="token" value={token} />}
      <div class="field">
        <label for="who">Find a person</label>
        <input type="search" id="who" name="who" value={who} />
      </div>
      <button type="submit" class="secondary">
        Find
      </button>
    </form>
  )
}

function Latest({ mail }: { mail: SeatMail | null }) {
  if (mail === null) return <>None yet</>
  return (
    <>
      {mailTitle(mail)}: {fates[mail.state]}, <Stamp at={mail.settledAt ?? mail.sendAt} />
    </>
  )
}

function SeatForms(props: { seat: Seat; order: Order; forms: FormsShown }) {
  const { seat, order, forms } = props
  const replacing = `seats/${seat.id}/reassignments`
  const filled = filledOf(forms, replacing)
  return (
    <div class="no-print">
      {seat.opens.length > 0 && (
        <ButtonForm
          action={actionOf(forms, `seats/${seat.id}/resends`)}
          fieldKey={filledOf(forms, `seats/${seat.id}/resends`).key}
          label={
            <>
              Send again <span class="visually-hidden">to {seat.email}</span>
            </>
          }
          isSecondary
        />
      )}
      {possible(order).nameSeats && (
        <details open={forms.open?.name === replacing}>
          <summary>
            Replace <span class="visually-hidden">{seat.email}</span>
          </summary>
          <Form
            action={actionOf(forms, replacing)}
            filled={filled}
            submit="Replace"
            isSecondary
            hasNoSummary
          >
            <Field
              name="email"
              id={forms.open?.name === replacing ? 'email' : `email-${seat.position}`}
              label="Address of the new person"
              type="email"
              filled={filled}
            />
          </Form>
        </details>
      )}
    </div>
  )
}

function here({ order, query }: FormsShown, more: Record<string, string>): string {
  const search = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) if (value !== '') search.set(name, value)
  return `/orders/${order}?${search}#people`
}

function rangeWords({ rows, found, from }: SeatsShown): string {
  if (rows.length === found) return found === 1 ? '1 person' : `${found} people`
  return `${from + 1} to ${from + rows.length} of ${found} people`
}

function opensWords(opens: Seat['opens']): string {
  const words = { live: 'attend live', recording: 'watch the recording' }
  return opens.map((one) => words[one]).join(', ') || 'nothing yet'
}
