import type { Child } from 'hono/jsx'

export interface Column<R> {
  title: Child
  cell: (row: R) => Child
  /** Amounts and counts stand right, one under the other. */
  isNumber?: boolean
  /** Names the row. */
  isHead?: boolean
  /** Has forms alone, which paper does not. */
  isOnScreen?: boolean
}

/** Rows under their columns. */
export function Table<R>(props: {
  caption: Child
  /** The heading above it says the same. */
  isCaptionHidden?: boolean
  columns: readonly Column<R>[]
  rows: readonly R[]
  /** What stands there instead when there is no row. */
  empty: Child
  /** On a narrow screen each row stands by itself, with its columns’ names. */
  stacks?: boolean
}) {
  const { caption, isCaptionHidden, columns, rows, empty, stacks } = props
  if (rows.length === 0) return <p class="empty">{empty}</p>
  return (
    <section class={stacks ? 'table stacks' : 'table'} aria-label={textOf(caption)} tabindex={0}>
      <table>
        <caption class={isCaptionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={styleOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <Cell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Names with what belongs to each: where it stands, how much, until when. */
export function Facts(props: { facts: readonly (readonly [name: Child, value: Child])[] }) {
  return (
    <dl class="facts">
      {props.facts
        .filter(([, value]) => value !== null && value !== undefined && value !== false)
        .map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Leads on to the next rows of a list that is longer. */
export function More({ href, label = 'Show more' }: { href: string | null; label?: string }) {
  return href === null ? null : (
    <p class="more">
      <a href={href} class="button secondary">
        {label}
      </a>
    </p>
  )
}

function Cell<R>({ column, row }: { column: Column<R>; row: R }) {
  const style = styleOf(column)
  return column.isHead ? (
    <th scope="row" class={style}>
      {column.cell(row)}
    </th>
  ) : (
    <td class={style} data-label={textOf(column.title)}>
      {column.cell(row)}
    </td>
  )
}

function styleOf<R>({ isNumber, isOnScreen }: Column<R>): string | undefined {
  if (isOnScreen) return 'no-print'
  return isNumber ? 'number' : undefined
}

function textOf(caption: Child): string | undefined {
  return typeof caption === 'string' ? caption : undefined
}
