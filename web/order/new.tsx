import type { PassProduct } from '../../domain/catalog.ts'
import { formatCents } from '../../domain/money.ts'
import { Checkbox, type Choice, Field, FileField, Radios, TextArea } from '../field.tsx'
import { type Filled, Form, Hidden } from '../form.tsx'
import { Page } from '../layout.tsx'
import { When } from '../when.tsx'
import { type RowShown, Rows } from './rows.tsx'

/** What is ordered: a webinar with what is sold for it, or a pass. */
export interface Wanted {
  webinar: { slug: string; title: string; startsAt: string; timeZone: string } | null
  passes: readonly PassProduct[]
  products: readonly Choice[]
}

/** The order form: for whom, how many, who pays and how; nothing is ordered until it is reviewed. */
export function OrderForm(props: {
  wanted: Wanted
  filled: Filled
  /** The people as they were read, where something is wrong with one. */
  rows?: readonly RowShown[]
}) {
  const { wanted, filled, rows = [] } = props
  const { webinar } = wanted
  const { passNumber = '', passToken = '' } = filled.values
  return (
    <Page title="Order" hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <p class="eyebrow">Step 1 of 2</p>
      <h1>{webinar ? `Order: ${webinar.title}` : 'Order a pass'}</h1>
      {webinar && (
        <p class="lead">
          <When at={webinar.startsAt} zone={webinar.timeZone} />
        </p>
      )}
      <p>You see the price and everything you typed once more before you order.</p>
      <Form action="/orders/review" filled={filled} submit="Review my order" hasFile>
        {webinar && <Hidden name="webinar" value={webinar.slug} />}
        {passNumber && <Renewal passNumber={passNumber} passToken={passToken} />}
        <ForWhom wanted={wanted} filled={filled} rows={rows} />
        <WhoOrders filled={filled} />
        <HowToPay filled={filled} isPass={webinar === null} />
      </Form>
    </Page>
  )
}

function Renewal({ passNumber, passToken }: { passNumber: string; passToken: string }) {
  return (
    <>
      <p class="notice">This renews pass {passNumber}: the new term follows the one that runs.</p>
      <Hidden name="passNumber" value={passNumber} />
      <Hidden name="passToken" value={passToken} />
    </>
  )
}

function ForWhom(props: { wanted: Wanted; filled: Filled; rows: readonly RowShown[] }) {
  const { wanted, filled, rows } = props
  if (wanted.webinar === null) {
    const choices = wanted.passes.map(({ slug, title, priceCents }) => ({
      value: slug,
      label: title,
      hint: `${formatCents(priceCents)} a year`,
    }))
    return <Radios name="passProduct" label="Which pass?" choices={choices} filled={filled} />
  }
  return (
    <>
      <Radios name="product" label="Who is it for?" choices={wanted.products} filled={filled} />
      <details open={isForMany(filled)}>
        <summary>Colleagues, a room or an institution: how many, and who</summary>
        <Field
          name="seats"
          label="How many people?"
          hint="For colleagues with a log-in each, and for an institution if you know the number."
          inputmode="numeric"
          size="short"
          filled={filled}
          isOptional
        />
        <TextArea
          name="people"
          label="Their email addresses"
          hint="One a line, as many as you know: the others can be named later. Left empty for one log-in, it is yours."
          filled={filled}
          isOptional
        />
        {rows.some(({ isWrong }) => isWrong) && <Rows rows={rows} />}
        <FileField
          name="peopleFile"
          label="Or a file with their addresses"
          accept=".csv,text/csv,text/plain"
          hint="CSV, one person a row. You see each row before you order."
          filled={filled}
          isOptional
        />
        <Field
          name="sharedAddress"
          label="One address for all mail"
          type="email"
          hint="For a room or an institution that shares one log-in, or hosts in its own Niche Academy account."
          filled={filled}
          isOptional
        />
        <Radios
          name="access"
          label="How do they get in?"
          choices={[
            { value: 'roster', label: 'Each person by an email of their own' },
            { value: 'shared-login', label: 'By one log-in that all share (institutions)' },
            { value: 'niche-academy', label: 'In our own Niche Academy account (institutions)' },
          ]}
          filled={filled}
        />
      </details>
    </>
  )
}

/** For one person nothing of it needs an answer, so it is folded away. */
function isForMany({ values, errors }: Filled): boolean {
  const fields = ['seats', 'people', 'peopleFile', 'sharedAddress', 'access']
  return (
    (values.product ?? 'individual') !== 'individual' ||
    errors.some(({ field }) => fields.includes(field)) ||
    Boolean(values.people)
  )
}

function WhoOrders({ filled }: { filled: Filled }) {
  return (
    <>
      <h2>Who orders</h2>
      <Field name="buyer.name" label="Your name" filled={filled} autocomplete="name" />
      <Field
        name="buyer.email"
        label="Your email address"
        type="email"
        hint="The confirmation goes here, with a link to your order."
        filled={filled}
        autocomplete="email"
      />
      <Field
        name="organisation"
        label="Library or organization"
        hint="Needed for colleagues and institutions; it stands on the invoice."
        filled={filled}
        autocomplete="organization"
        isOptional
      />
    </>
  )
}

function HowToPay({ filled, isPass }: { filled: Filled; isPass: boolean }) {
  return (
    <>
      <h2>How you pay</h2>
      <Radios
        name="paysBy"
        label="Payment"
        choices={[
          ...(filled.values.passNumber && !isPass
            ? [{ value: 'free', label: 'Free, with my pass', hint: 'One log-in, for you.' }]
            : []),
          { value: 'card', label: 'By card', hint: 'Access at once. You pay at Stripe.' },
          {
            value: 'purchase-order',
            label: 'By purchase order',
            hint: 'We check it within one working day and send the invoice, payable by check.',
          },
          { value: 'invoice', label: 'By invoice', hint: 'Payable by check within 30 days.' },
          { value: 'quote', label: 'Only a quote for now', hint: 'Prices are held for 60 days.' },
        ]}
        filled={filled}
      />
      <Field
        name="purchaseOrderNumber"
        label="PO number"
        hint="For a purchase order, or where your invoices must show one. The file can be sent once you have ordered."
        filled={filled}
        isOptional
      />
      {isPass && (
        <Checkbox
          name="savesCard"
          label="Keep my card at Stripe and renew the pass by it"
          hint="Only when you pay by card. We write before each renewal; you can stop it any time."
          filled={filled}
        />
      )}
      <details open={filled.errors.some(({ field }) => field.startsWith('billTo'))}>
        <summary>The invoice is for somebody else</summary>
        <Field name="billTo.name" label="Name" filled={filled} isOptional />
        <Field
          name="billTo.organisation"
          label="Organization that pays"
          filled={filled}
          isOptional
        />
        <TextArea
          name="billTo.address"
          label="Postal address"
          rows={3}
          filled={filled}
          isOptional
        />
        <Field
          name="billTo.email"
          label="Email address for the invoice"
          type="email"
          filled={filled}
          isOptional
        />
      </details>
    </>
  )
}
