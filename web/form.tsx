import type { Child } from 'hono/jsx'

/** What somebody typed into a form, and what is wrong with it. */
export interface Filled {
  /** Random, made with the page, so that a double click is one. */
  key: string
  values: Record<string, string>
  errors: readonly { field: string; message: string }[]
  /** Why it could not be done, although every field is right. */
  refusal: string | null
}

/** A form that nobody has typed into. */
export function unfilled(key: string, values: Record<string, string> = {}): Filled {
  return { key, values, errors: [], refusal: null }
}

/** A form with what came of it: what is wrong stands first, and each field says its own. */
export function Form(props: {
  action: string
  filled: Filled
  submit: string
  children?: Child
  /** Has a file to upload. */
  hasFile?: boolean
  /** For what is not the main thing on the page. */
  isSecondary?: boolean
  /** For what cannot be taken back. */
  isDanger?: boolean
  /** The summary is already shown by the page, above more than this form. */
  hasNoSummary?: boolean
  /** What else can be done with what is typed. */
  also?: Child
}) {
  const { action, filled, submit, children, hasFile, hasNoSummary, also } = props
  const { isSecondary, isDanger } = props
  const button = (
    <button type="submit" class={isDanger ? 'danger' : isSecondary ? 'secondary' : undefined}>
      {submit}
    </button>
  )
  return (
    <>
      {!hasNoSummary && <ErrorSummary filled={filled} />}
      <form
        method="post"
        action={action}
        novalidate
        enctype={hasFile ? 'multipart/form-data' : undefined}
      >
        <input type="hidden" name="key" value={filled.key} />
        {children}
        {also ? (
          <div class="actions">
            {button}
            {also}
          </div>
        ) : (
          button
        )}
      </form>
    </>
  )
}

/** All that is wrong, each a link to its field. */
export function ErrorSummary({ filled }: { filled: Filled }) {
  const { errors, refusal } = filled
  if (errors.length === 0 && refusal === null) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-focus>
      <h2>{refusal === null ? 'Please correct this' : 'This could not be done'}</h2>
      {refusal !== null && <p>{refusal}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ field, message }) => (
            <li>
              <a href={`#${field}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What goes with a form unseen. */
export function Hidden({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />
}

/** A form that is one button. */
export function ButtonForm(props: {
  action: string
  fieldKey: string
  label: Child
  children?: Child
  isSecondary?: boolean
}) {
  return (
    <form method="post" action={props.action} class="button-form">
      <input type="hidden" name="key" value={props.fieldKey} />
      {props.children}
      <button type="submit" class={props.isSecondary ? 'secondary' : undefined}>
        {props.label}
      </button>
    </form>
  )
}
