import type { z } from '@hono/zod-openapi'
import { parseCents } from '../../domain/money.ts'
import type { ApiDeps } from '../deps.ts'
import type { Intake } from '../intake.ts'
import { type FieldError, ProblemError } from '../problem.ts'
import { parse } from '../read.ts'

/** What one thing from before becomes. */
export interface Examined {
  /** The same for rows that are about the same thing. */
  key: string
  /** The submission that brings it over. */
  made: Omit<Intake, 'at' | 'actor' | 'token'>
  /** What would happen, in a sentence for the preview. */
  would: string
  /** Why its process would refuse it now; null when it would not. */
  refusal: string | null
}

/** A column of the spreadsheet: the field that it fills, and how its cell is read. */
export interface Column {
  field: string
  /** The value of a cell that is not empty; undefined when it cannot be read. */
  read: (cell: string) => unknown
  /** What is said when it cannot. */
  otherwise?: string
}

/** One kind of thing that is brought over: its fields, its columns, and what becomes of it. */
export interface CarryOverKind<S extends z.ZodObject> {
  row: S
  columns: Record<string, Column>
  /** What there is only once of: two rows with one key are about the same. */
  key: (row: z.output<S>) => string
  /** @throws ProblemError 422 with the field that names something that is not there */
  examine: (deps: ApiDeps, row: z.output<S>) => Promise<Omit<Examined, 'key'>>
}

/** A kind whose rows may be anything yet. */
export interface CheckedKind {
  columns: Record<string, Column>
  check: (deps: ApiDeps, row: unknown) => Promise<Examined | { wrong: FieldError[] }>
}

export function checked<S extends z.ZodObject>(kind: CarryOverKind<S>): CheckedKind {
  return {
    columns: kind.columns,
    async check(deps, row) {
      try {
        const parsed = parse(kind.row, row)
        return { ...(await kind.examine(deps, parsed)), key: kind.key(parsed) }
      } catch (error) {
        const errors = error instanceof ProblemError ? error.problem.errors : undefined
        if (errors === undefined) throw error
        return { wrong: errors }
      }
    },
  }
}

/** A column with a whole number in each cell. */
export function whole(field: string): Column {
  const read = (cell: string) => (/^\d{1,9}$/.test(cell) ? Number(cell) : undefined)
  return { field, read, otherwise: 'Please give a whole number.' }
}

/** A column with dollars in each cell, which fill a field in cents. */
export function dollars(field: string): Column {
  const read = (cell: string) => parseCents(cell) ?? undefined
  return { field, read, otherwise: 'Please give an amount such as 325.00.' }
}

/** A column with a list in each cell, separated by upright strokes. */
export function list(field: string): Column {
  const read = (cell: string) => cell.split('|').map((item) => item.trim())
  return { field, read }
}

/** Columns of the same names as their fields, with texts in their cells. */
export function texts<Name extends string>(...names: Name[]): Record<Name, Column> {
  const column = (name: Name) => [name, { field: name, read: (cell: string) => cell }]
  return Object.fromEntries(names.map(column)) as Record<Name, Column>
}
