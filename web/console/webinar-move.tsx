import type { MilestoneKind } from '../../domain/mailing.ts'
import { formatCents } from '../../domain/money.ts'
import type { Remedy } from '../../domain/webinar-move.ts'
import { cancellationUndoMinutes, freeChangeDays } from '../../domain/webinar-move.ts'
import type { OrdersToSettle } from '../../readmodels/cancellation.ts'
import type { WebinarInFull } from '../../readmodels/webinar.ts'
import { Field, Radios, TextArea } from '../field.tsx'
import { type Filled, Form } from '../form.tsx'
import { When } from '../when.tsx'
import { Console } from './layout.tsx'
import { TestButton } from './milestone.tsx'
import { Saved } from './saved.tsx'
import { ZoneField } from './webinar-form.tsx'
import { WebinarBadge } from './webinars.tsx'

/** A change of plan, each with a page that says what comes of it before it is done. */
export type WebinarMoveForm = 'reschedulings' | 'postponements' | 'cancellations'

export interface WebinarMoveShown {
  form: WebinarMoveForm
  webinar: WebinarInFull
  /** People who are mailed about it. */
  people: number
  toSettle: OrdersToSettle
  filled: Filled
  saved: string | null
}

const titles: Record<WebinarMoveForm, string> = {
  reschedulings: 'Give it another date',
  postponements: 'Postpone it',
  cancellations: 'Cancel it',
}

/** Says who hears of a change of plan and what it brings about, and asks for what is needed. */
export function WebinarMovePage(shown: WebinarMoveShown) {
  const { form, webinar, people, filled, saved } = shown
  const { slug, title, stage, startsAt, timeZone } = webinar
  const page = `/console/webinars/${slug}`
  return (
    <Console title={titles[form]} hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <p class="eyebrow">
        <a href={page}>{title}</a>
      </p>
      <h1>{titles[form]}</h1>
      <p class="lead">
        <WebinarBadge stage={stage} /> <When at={startsAt} zone={timeZone} />
      </p>
      <Saved what={saved} />
      <div class="notice waits">
        <Consequences {...shown} />
      </div>
      <Form
        action={`${page}/${form}`}
        filled={filled}
        submit={buttons[form](people)}
        isDanger={form === 'cancellations'}
        also={<TestButton slug={slug} kind={letters[form]} />}
      >
        <Fields form={form} filled={filled} />
      </Form>
      <p>
        <a href={page}>Back without doing it</a>
      </p>
    </Console>
  )
}

const letters: Record<WebinarMoveForm, MilestoneKind> = {
  reschedulings: 'rescheduled',
  postponements: 'webinar-postponed',
  cancellations: 'webinar-cancelled',
}

const buttons: Record<WebinarMoveForm, (people: number) => string> = {
  reschedulings: (people) => `Set the date and tell ${peopleIn(people)}`,
  postponements: (people) => `Postpone it and tell ${peopleIn(people)}`,
  cancellations: (people) => `Cancel it and tell ${peopleIn(people)}`,
}

function Consequences({ form, people, toSettle }: WebinarMoveShown) {
  const told = <strong>{peopleIn(people)}</strong>
  if (form === 'cancellations') {
    return (
      <>
        <p>
          {told} will be told, {cancellationUndoMinutes} minutes from now: everybody with a place,
          and who has ordered for others. Until then you can take it back, and nobody hears of it.
        </p>
        <p>
          <Orders {...toSettle} />
        </p>
      </>
    )
  }
  return (
    <p>
      {told} will be told at once: everybody with a place, and who has ordered for others.{' '}
      {form === 'reschedulings'
        ? `The entry in their calendar moves by itself. For ${freeChangeDays} days whoever it does not suit may have the money back or move to another webinar.`
        : 'The entry leaves their calendar. Nobody can order it until it has a new date.'}
    </p>
  )
}

function Orders({ orders, receivedCents, openCents }: OrdersToSettle) {
  if (orders === 0) return <>Nobody has ordered it, so there is no money to settle.</>
  return (
    <>
      {orders === 1 ? '1 order is settled' : `${orders} orders are settled`} then:{' '}
      <strong>{formatCents(receivedCents)}</strong> was paid, and {formatCents(openCents)} of open
      invoices becomes void.
    </>
  )
}

function Fields({ form, filled }: Pick<WebinarMoveShown, 'form' | 'filled'>) {
  const reason = {
    name: 'reason',
    label: 'Reason',
    hint: 'Everybody who is told reads it.',
    rows: 3,
    filled,
  }
  if (form === 'reschedulings') {
    return (
      <>
        <Field
          name="startsAt"
          label="Begins on the clocks there"
          type="datetime-local"
          filled={filled}
        />
        <ZoneField filled={filled} />
        <TextArea {...reason} isOptional />
      </>
    )
  }
  if (form === 'postponements') return <TextArea {...reason} isOptional />
  return (
    <>
      <TextArea {...reason} />
      <Radios name="remedy" label="What was paid" choices={remedyChoices} filled={filled} />
    </>
  )
}

const remedyChoices: { value: Remedy; label: string; hint: string }[] = [
  {
    value: 'refund',
    label: 'Give it back',
    hint: 'Onto the card that it came from; what came by check goes back by check, which you send.',
  },
  {
    value: 'credit',
    label: 'Keep it as credit',
    hint: 'It pays for another webinar or a pass. Who wants the money writes to us.',
  },
  {
    value: 'hold',
    label: 'Decide for each order',
    hint: 'Each that was paid comes into the inbox.',
  },
]

function peopleIn(people: number): string {
  return people === 1 ? '1 person' : `${people.toLocaleString('en-US')} people`
}
