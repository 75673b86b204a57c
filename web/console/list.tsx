import type { Child } from 'hono/jsx'
import { may } from '../../domain/permission.ts'
import { useSite } from '../site.ts'
import { type Column, More, Table } from '../table.tsx'
import { Console } from './layout.tsx'
import type { State } from './words.ts'

/** What is looked for, as it stands in the address of the page. */
export interface Sought {
  search: string
  stage: string
}

export interface Found<R> {
  items: readonly R[]
  next: string | null
}

/** A list that can be searched, narrowed down, gone through and taken into a spreadsheet. */
export function ListPage<R>(props: {
  title: string
  path: string
  sought: Sought
  /** What one can search by. */
  searchBy: string
  stages: readonly (readonly [value: string, label: string])[]
  columns: readonly Column<R>[]
  found: Found<R>
  empty: Child
  children?: Child
}) {
  const { title, path, sought, searchBy, stages, columns, found, empty } = props
  const { person } = useSite()
  const isSought = sought.search !== '' || sought.stage !== ''
  return (
    <Console title={title}>
      <h1>{title}</h1>
      {props.children}
      <form method="get" action={path} class="inline no-print">
        <div class="field">
          <label for="search">Search by {searchBy}</label>
          <input type="search" id="search" name="search" value={sought.search} />
        </div>
        {stages.length > 0 && (
          <div class="field">
            <label for="stage">State</label>
            <select id="stage" name="stage">
              <option value="">All</option>
              {stages.map(([value, label]) => (
                <option value={value} selected={value === sought.stage}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        )}
        <button type="submit" class="secondary">
          Show these
        </button>
        {isSought && <a href={path}>Show all</a>}
      </form>
      <Table
        caption={title}
        isCaptionHidden
        columns={columns}
        rows={found.items}
        empty={isSought ? `Nothing fits. Try other letters, or show all.` : empty}
      />
      <More href={found.next && `${path}?${queryOf(sought, found.next)}`} />
      {may(person?.role ?? null, 'export') && found.items.length > 0 && (
        <p class="small">
          <a href={`${path}.csv?${queryOf(sought)}`}>Download all of these as CSV</a>
        </p>
      )}
    </Console>
  )
}

/** A state as it stands in a list. */
export function StateBadge({ state }: { state: State }) {
  return <span class={`badge ${state.tone}`.trim()}>{state.label}</span>
}

function queryOf(sought: Sought, cursor?: string): string {
  const given = Object.entries({ ...sought, cursor }).filter(([, value]) => value)
  return new URLSearchParams(given as [string, string][]).toString()
}
