import type { Child } from 'hono/jsx'
import type { Filled } from './form.tsx'

interface Labelled {
  /** As the schema calls it, with dots: `buyer.email`. */
  name: string
  /** Where the page has the same name twice; else the name. */
  id?: string
  label: string
  filled: Filled
  hint?: Child
  isOptional?: boolean
}

/** One line to type into. */
export function Field({
  type = 'text',
  autocomplete,
  inputmode,
  size,
  ...field
}: Labelled & {
  type?: 'text' | 'email' | 'date' | 'datetime-local' | 'url' | 'tel' | 'search'
  autocomplete?: string
  inputmode?: 'numeric' | 'decimal'
  /** As wide as what is expected: a number, a date, a code. */
  size?: 'short'
}) {
  return (
    <Around {...field}>
      <input
        {...control(field)}
        type={type}
        autocomplete={autocomplete}
        inputmode={inputmode}
        class={size}
        value={typedIn(field)}
      />
    </Around>
  )
}

/** A few sentences to type into. */
export function TextArea({ rows = 5, ...field }: Labelled & { rows?: number }) {
  return (
    <Around {...field}>
      <textarea {...control(field)} rows={rows}>
        {typedIn(field)}
      </textarea>
    </Around>
  )
}

export interface Choice {
  value: string
  label: Child
  hint?: Child
}

/** One of a list that opens. */
export function Select({ choices, ...field }: Labelled & { choices: readonly Choice[] }) {
  return (
    <Around {...field}>
      <select {...control(field)}>
        {choices.map(({ value, label }) => (
          <option value={value} selected={value === typedIn(field)}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** One of a few, all in sight. */
export function Radios({ choices, ...field }: Labelled & { choices: readonly Choice[] }) {
  return (
    <fieldset aria-describedby={describedBy(field)} class={errorOf(field) ? 'wrong' : undefined}>
      <legend>
        <Label {...field} />
      </legend>
      <Notes {...field} />
      {choices.map((choice, index) => (
        <Tick
          type="radio"
          name={field.name}
          id={index === 0 ? field.name : `${field.name}-${choice.value}`}
          isTicked={choice.value === typedIn(field)}
          choice={choice}
        />
      ))}
    </fieldset>
  )
}

/** Yes or no; the value is `yes` where it is ticked. */
export function Checkbox(field: Labelled) {
  const choice = { value: 'yes', label: field.label, hint: field.hint }
  return (
    <div class={errorOf(field) ? 'field wrong' : 'field'}>
      <Notes {...field} hint={undefined} />
      <Tick
        type="checkbox"
        name={field.name}
        id={field.name}
        isTicked={typedIn(field) === 'yes'}
        choice={choice}
      />
    </div>
  )
}

/** A file to send. */
export function FileField({ accept, ...field }: Labelled & { accept: string }) {
  return (
    <Around {...field}>
      <input {...control(field)} type="file" accept={accept} />
    </Around>
  )
}

function Around({ children, ...field }: Labelled & { children: Child }) {
  return (
    <div class={errorOf(field) ? 'field wrong' : 'field'}>
      <label for={idOf(field)}>
        <Label {...field} />
      </label>
      <Notes {...field} />
      {children}
    </div>
  )
}

function Label({ label, isOptional }: Labelled) {
  return (
    <>
      {label}
      {isOptional && <span class="optional"> (optional)</span>}
    </>
  )
}

function Notes(field: Labelled) {
  const error = errorOf(field)
  return (
    <>
      {field.hint && (
        <p class="hint" id={`${idOf(field)}-hint`}>
          {field.hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${idOf(field)}-error`}>
          {error}
        </p>
      )}
    </>
  )
}

function Tick(props: {
  type: 'radio' | 'checkbox'
  name: string
  id: string
  isTicked: boolean
  choice: Choice
}) {
  const { type, name, id, isTicked, choice } = props
  const hintId = `${id}-note`
  return (
    <div class="tick">
      <input
        type={type}
        name={name}
        id={id}
        value={choice.value}
        checked={isTicked}
        aria-describedby={choice.hint ? hintId : undefined}
      />
      <label for={id}>{choice.label}</label>
      {choice.hint && (
        <p class="hint" id={hintId}>
          {choice.hint}
        </p>
      )}
    </div>
  )
}

function control(field: Labelled) {
  return {
    id: idOf(field),
    name: field.name,
    required: !field.isOptional,
    'aria-invalid': errorOf(field) ? ('true' as const) : undefined,
    'aria-describedby': describedBy(field),
  }
}

function describedBy(field: Labelled): string | undefined {
  const ids = [field.hint && `${idOf(field)}-hint`, errorOf(field) && `${idOf(field)}-error`]
  return ids.filter(Boolean).join(' ') || undefined
}

function errorOf({ filled, name }: Labelled): string | null {
  return filled.errors.find(({ field }) => field === name)?.message ?? null
}

function typedIn({ filled, name }: Labelled): string {
  return filled.values[name] ?? ''
}

function idOf({ id, name }: Labelled): string {
  return id ?? name
}
