import type { Filled } from '../form.tsx'
import { type DeedName, deeds } from './deed.ts'
import { DeedForm } from './deed-form.tsx'
import { Console, InTemporal } from './layout.tsx'
import { nameOfSubject, pageOf } from './subject.ts'

/** One thing to do by itself: come to by a link, or because something was wrong. */
export function DeedPage(props: {
  name: DeedName
  id: string
  subject: string
  temporal: string | null
  filled: Filled
}) {
  const { name, id, subject, filled, temporal } = props
  const { label } = deeds[name]
  const page = pageOf(subject)
  return (
    <Console title={label} hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <p class="eyebrow">{nameOfSubject(subject)}</p>
      <h1>{label}</h1>
      <DeedForm name={name} id={id} filled={filled} />
      <p class="actions">
        <a href={filled.values.next ?? '/console'}>Back without doing it</a>
        {page !== null && <a href={page}>Open {nameOfSubject(subject)}</a>}
        <InTemporal url={temporal} />
      </p>
    </Console>
  )
}
