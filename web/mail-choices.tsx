import { type Filled, Form } from './form.tsx'
import { Page } from './layout.tsx'
import { MailTicks } from './profile.tsx'

/** What the link at the foot of a mail opens: which mail its reader gets. */
export function MailChoicesPage(props: { action: string; filled: Filled; isSaved: boolean }) {
  return (
    <Page title="Which emails you get" hasErrors={props.filled.errors.length > 0}>
      <h1>Which emails you get</h1>
      {props.isSaved && (
        <p class="notice" role="status">
          Saved. We send you what is ticked.
        </p>
      )}
      <p>What concerns your orders, your places and how to join always reaches you.</p>
      <Form action={props.action} filled={props.filled} submit="Save my choices">
        <MailTicks filled={props.filled} />
      </Form>
    </Page>
  )
}
