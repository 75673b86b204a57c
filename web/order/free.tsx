import { ErrorSummary, type Filled, Form, Hidden } from '../form.tsx'
import { Page } from '../layout.tsx'
import { Facts } from '../table.tsx'
import { When } from '../when.tsx'
import type { Wanted } from './new.tsx'

/** Registering by a pass, which costs nothing: one button. */
export function FreeOrder(props: {
  webinar: NonNullable<Wanted['webinar']>
  holder: { name: string | null; email: string } | null
  filled: Filled
}) {
  const { webinar, holder, filled } = props
  const { passNumber = '', passToken = '' } = filled.values
  return (
    <Page title="Register free" hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <ErrorSummary filled={filled} />
      <p class="eyebrow">Free with your pass</p>
      <h1>{webinar.title}</h1>
      <p class="lead">
        <When at={webinar.startsAt} zone={webinar.timeZone} />
      </p>
      <Facts
        facts={[
          ['Pass', passNumber],
          ['Place for', holder && [holder.name, holder.email].filter(Boolean).join(', ')],
          ['Price', 'Free'],
        ]}
      />
      <Form action="/orders" filled={filled} submit="Register me free" hasNoSummary>
        <Hidden name="webinar" value={webinar.slug} />
        <Hidden name="product" value="individual" />
        <Hidden name="paysBy" value="free" />
        <Hidden name="passNumber" value={passNumber} />
        <Hidden name="passToken" value={passToken} />
      </Form>
      <p>
        Your place stands at once, and the mail on how to attend goes to the address of your pass.
        For somebody else?{' '}
        <a href={`/orders/new?webinar=${webinar.slug}&pass=none`}>Order log-ins instead</a>.
      </p>
    </Page>
  )
}
