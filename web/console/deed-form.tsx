import { may } from '../../domain/permission.ts'
import { Checkbox, Field, Select, TextArea } from '../field.tsx'
import { ButtonForm, ErrorSummary, type Filled, Hidden, unfilled } from '../form.tsx'
import { useSite } from '../site.ts'
import { type Deed, type DeedField, type DeedName, deeds } from './deed.ts'

/** What is to be done to which thing, and where it leads on to. */
export interface DeedWanted {
  name: DeedName
  /** Of what it is done to: an order's number, a person's id. */
  id: string
  /** Random, made with the page. */
  formKey: string
  /** The page to come back to. */
  next: string
  label?: string
  /** Known before it is typed, such as the amount. */
  values?: Record<string, string>
}

/** A deed where it is needed: a button, or a form that opens; nothing for who may not do it. */
export function DeedInPlace(wanted: DeedWanted & { isSecondary?: boolean }) {
  const { name, id, next, isSecondary = false } = wanted
  const deed = deeds[name]
  const { person } = useSite()
  if (!may(person?.role ?? null, deed.action)) return null
  const label = wanted.label ?? deed.label
  if (deed.fields.length === 0) {
    return (
      <ButtonForm
        action={pathOf(wanted)}
        fieldKey={keyOf(wanted)}
        label={label}
        isSecondary={isSecondary}
      >
        <Hidden name="next" value={next} />
      </ButtonForm>
    )
  }
  return (
    <details class="deed">
      <summary>{label}</summary>
      <DeedForm
        {...wanted}
        filled={unfilled(keyOf(wanted), { ...wanted.values, next })}
        prefix={`${name.replace('/', '-')}-${id}-`}
      />
    </details>
  )
}

/** The form of a deed, with what was typed into it and what is wrong. */
export function DeedForm(props: {
  name: DeedName
  id: string
  label?: string
  filled: Filled
  /** Before the ids of its fields, where a page has more than one form. */
  prefix?: string
}) {
  const { name, filled, prefix = '' } = props
  const deed: Deed = deeds[name]
  return (
    <>
      <ErrorSummary filled={filled} />
      <form method="post" action={pathOf(props)} novalidate>
        <Hidden name="key" value={filled.key} />
        <Hidden name="next" value={filled.values.next ?? ''} />
        {deed.hint && <p class="hint">{deed.hint}</p>}
        {deed.fields.map((field) => (
          <DeedInput field={field} filled={filled} id={`${prefix}${field.name}`} />
        ))}
        <button type="submit" class={deed.isDanger ? 'danger' : undefined}>
          {props.label ?? deed.label}
        </button>
      </form>
    </>
  )
}

function DeedInput({ field, filled, id }: { field: DeedField; filled: Filled; id: string }) {
  const { as, choices = [], ...rest } = field
  const given = { ...rest, filled, id }
  switch (as) {
    case 'hidden':
      return <Hidden name={field.name} value={filled.values[field.name] ?? ''} />
    case 'text':
      return <TextArea {...given} rows={3} />
    case 'choice':
      return <Select {...given} choices={choices} />
    case 'tick':
      return <Checkbox {...given} />
    case 'money':
      return <Field {...given} inputmode="decimal" size="short" />
    case 'whole':
      return <Field {...given} inputmode="numeric" size="short" />
    case 'line':
      return <Field {...given} />
    case 'date':
      return <Field {...given} type="date" size="short" />
    default:
      return <Field {...given} type={as} />
  }
}

function pathOf({ name, id }: Pick<DeedWanted, 'name' | 'id'>): string {
  const [noun, what] = name.split('/')
  return `/console/do/${noun}/${id}/${what}`
}

/** One page has many forms of a kind: each is sent once by itself. */
function keyOf({ formKey, name, id }: DeedWanted): string {
  return `${formKey}/${name}/${id}`
}
