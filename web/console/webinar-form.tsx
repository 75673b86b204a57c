import type { PriceList } from '../../domain/catalog.ts'
import { formatCents } from '../../domain/money.ts'
import type { Presenter, Series } from '../../readmodels/catalogue.ts'
import { Checkbox, Field, Select, TextArea } from '../field.tsx'
import { type Filled, Form } from '../form.tsx'
import { Console } from './layout.tsx'

/** What a webinar can be made of. */
export interface Ingredients {
  series: readonly Series[]
  presenters: readonly Presenter[]
  priceLists: readonly PriceList[]
}

const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'Europe/London',
  'Europe/Berlin',
  'UTC',
]

/** A webinar that is not there yet. */
export function NewWebinar({ filled, ...ingredients }: Ingredients & { filled: Filled }) {
  return (
    <Console title="Make a webinar" hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <p class="eyebrow">
        <a href="/console/webinars">Webinars</a>
      </p>
      <h1>Make a webinar</h1>
      <p class="lead">
        It begins as a draft, which only administrators see. You look at it, and then put it on
        sale.
      </p>
      <Form action="/console/webinars/new" filled={filled} submit="Make the draft">
        <Field
          name="slug"
          label="Short name in its web address"
          hint="Small letters, digits and hyphens, such as calm-desks. It stays as it is."
          filled={filled}
        />
        <WebinarFields {...ingredients} filled={filled} />
      </Form>
    </Console>
  )
}

/** What can be said about a webinar while it is a draft. */
export function WebinarFields(props: Ingredients & { filled: Filled }) {
  const { series, presenters, priceLists, filled } = props
  return (
    <>
      <Field name="title" label="Title" filled={filled} />
      <Select
        name="presenter"
        label="Presenter"
        choices={[nothingChosen, ...presenters.map(({ slug, name }) => choice(slug, name))]}
        filled={filled}
      />
      <fieldset>
        <legend>Series</legend>
        {series.length === 0 && <p class="hint">There is no series yet.</p>}
        {series.map(({ slug, title }) => (
          <Checkbox name={`series.${slug}`} label={title} filled={filled} isOptional />
        ))}
      </fieldset>
      <Field
        name="startsAt"
        label="Begins on the clocks there"
        type="datetime-local"
        filled={filled}
      />
      <ZoneField filled={filled} />
      <Field name="minutes" label="Minutes" inputmode="numeric" size="short" filled={filled} />
      <Select
        name="priceList"
        label="Price list"
        choices={[nothingChosen, ...priceLists.map((list) => choice(list.slug, pricesOf(list)))]}
        filled={filled}
      />
      <TextArea
        name="overview"
        label="Overview"
        hint="What it is about. Leave a line empty between paragraphs."
        rows={8}
        filled={filled}
      />
      <TextArea
        name="agenda"
        label="Learning agenda"
        hint="One point on each line."
        rows={6}
        isOptional
        filled={filled}
      />
    </>
  )
}

/** In whose time an instant is written and read. */
export function ZoneField({ filled }: { filled: Filled }) {
  const zone = filled.values.timeZone
  const offered = zone === undefined || zones.includes(zone) ? zones : [zone, ...zones]
  return (
    <Select
      name="timeZone"
      label="Time zone"
      hint="Everybody reads the time in this zone, and in their own beside it."
      choices={offered.map((one) => choice(one, one.replaceAll('_', ' ')))}
      filled={filled}
    />
  )
}

const nothingChosen = { value: '', label: 'Please choose' }

function choice(value: string, label: string) {
  return { value, label }
}

function pricesOf({ slug, individualCents }: PriceList): string {
  return `${slug}: ${formatCents(individualCents)} for one person`
}
