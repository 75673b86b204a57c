import type { Presenter } from '../../readmodels/catalogue.ts'
import { Checkbox, Field, Select, TextArea } from '../field.tsx'
import { type Filled, Form, Hidden } from '../form.tsx'
import { Console } from './layout.tsx'

export const catalogueNouns = {
  presenters: { title: 'Presenter', submit: 'Save the presenter' },
  series: { title: 'Series', submit: 'Save the series' },
  'price-lists': { title: 'Price list', submit: 'Save the price list' },
  'pass-products': { title: 'Pass', submit: 'Save the pass' },
} as const

export type CatalogueNoun = keyof typeof catalogueNouns

const tiers = 5

/** A form for one entry of the catalogue; what is saved under a short name that is there takes its place. */
export function CatalogueForm(props: {
  noun: CatalogueNoun
  /** Null for one that is not there yet. */
  slug: string | null
  presenters: readonly Presenter[]
  filled: Filled
}) {
  const { noun, slug, presenters, filled } = props
  const { title, submit } = catalogueNouns[noun]
  return (
    <Console title={title} hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <p class="eyebrow">
        <a href="/console/catalogue">Catalog</a>
      </p>
      <h1>{slug === null ? `New ${title.toLowerCase()}` : `${title} ${slug}`}</h1>
      {noun === 'price-lists' && <p>Orders keep the prices that they were placed at.</p>}
      <Form action={`/console/catalogue/${noun}/${slug ?? 'new'}`} filled={filled} submit={submit}>
        {slug === null ? (
          <Field
            name="slug"
            label="Short name"
            hint="Small letters, digits and hyphens. It stays as it is."
            size="short"
            filled={filled}
          />
        ) : (
          <Hidden name="slug" value={slug} />
        )}
        {noun === 'presenters' && <PresenterFields filled={filled} />}
        {noun === 'series' && <Field name="title" label="Title" filled={filled} />}
        {noun === 'price-lists' && <PriceFields filled={filled} />}
        {noun === 'pass-products' && <PassFields filled={filled} presenters={presenters} />}
      </Form>
    </Console>
  )
}

function PresenterFields({ filled }: { filled: Filled }) {
  return (
    <>
      <Field name="name" label="Name" filled={filled} />
      <TextArea name="biography" label="Short biography" filled={filled} />
    </>
  )
}

function PriceFields({ filled }: { filled: Filled }) {
  return (
    <>
      <Field
        name="individualCents"
        label="One person, in dollars"
        inputmode="decimal"
        size="short"
        filled={filled}
      />
      <fieldset id="teamTiers">
        <legend>Teams</legend>
        <p class="hint">
          From so many log-ins on, each costs so much. Leave empty what you do not sell.
        </p>
        {Array.from({ length: tiers }, (_, index) => (
          <div class="inline">
            <Field
              name={`teamTiers.${index}.minimumSeats`}
              label="From log-ins"
              inputmode="numeric"
              isOptional
              filled={filled}
            />
            <Field
              name={`teamTiers.${index}.seatCents`}
              label="Dollars each"
              inputmode="decimal"
              isOptional
              filled={filled}
            />
          </div>
        ))}
      </fieldset>
      <Field
        name="groupShowingCents"
        label="Group showing, in dollars"
        inputmode="decimal"
        size="short"
        isOptional
        filled={filled}
      />
      <Field
        name="institutionCents"
        label="Institution, in dollars"
        inputmode="decimal"
        size="short"
        isOptional
        filled={filled}
      />
      <fieldset>
        <legend>A registration includes</legend>
        <Checkbox name="includes.recording" label="The recording" filled={filled} isOptional />
        <Checkbox name="includes.slides" label="The slides" filled={filled} isOptional />
        <Checkbox
          name="includes.certificate"
          label="The certificate of participation"
          filled={filled}
          isOptional
        />
        <Checkbox name="includes.forum" label="The discussion forum" filled={filled} isOptional />
      </fieldset>
    </>
  )
}

function PassFields({ filled, presenters }: { filled: Filled; presenters: readonly Presenter[] }) {
  const choices = presenters.map(({ slug, name }) => ({ value: slug, label: name }))
  return (
    <>
      <Field name="title" label="Title" filled={filled} />
      <Field
        name="priceCents"
        label="Price of a term, in dollars"
        inputmode="decimal"
        size="short"
        filled={filled}
      />
      <Field
        name="termMonths"
        label="Months of a term"
        inputmode="numeric"
        size="short"
        filled={filled}
      />
      <Select
        name="opensPresenter"
        label="Opens the webinars of"
        choices={[{ value: '', label: 'Please choose' }, ...choices]}
        filled={filled}
      />
    </>
  )
}
