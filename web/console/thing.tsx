import type { Child } from 'hono/jsx'
import type { Happened } from '../../readmodels/happened.ts'
import { DeedInPlace, type DeedWanted } from './deed-form.tsx'
import { Console, InTemporal } from './layout.tsx'
import { StateBadge } from './list.tsx'
import type { Outcome } from './outcome.tsx'
import { Timeline } from './timeline.tsx'
import type { State } from './words.ts'

/** What every page of one thing knows beside the thing. */
export interface Around {
  happened: readonly Happened[]
  outcomes: readonly Outcome[]
  formKey: string
  /** The process in Temporal's own UI. */
  temporal: string | null
}

export type Offered = Omit<DeedWanted, 'formKey' | 'next'> & { isSecondary?: boolean }

/** The page of one thing: where it stands, what can be done, all about it, and what happened. */
export function Thing(props: {
  around: Around
  /** Its own address, which each form comes back to. */
  path: string
  eyebrow: string
  title: string
  state?: State
  offers: readonly Offered[]
  /** Ways on to what is done on a page of its own. */
  links?: Child
  children: Child
}) {
  const { around, path, eyebrow, title, state, offers, links, children } = props
  const { happened, outcomes, formKey, temporal } = around
  return (
    <Console title={title} outcomes={outcomes}>
      <p class="eyebrow">{eyebrow}</p>
      <h1>{title}</h1>
      <p class="actions">
        {state && <StateBadge state={state} />}
        <InTemporal url={temporal} />
      </p>
      {(offers.length > 0 || links) && (
        <div class="actions deeds">
          {links}
          {offers.map((offer) => (
            <DeedInPlace {...offer} formKey={formKey} next={path} />
          ))}
        </div>
      )}
      <div class="split">
        <div>{children}</div>
        <Timeline happened={happened} />
      </div>
    </Console>
  )
}
