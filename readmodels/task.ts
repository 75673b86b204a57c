import type { Sql } from '../database/connect.ts'
import { beforeEveryId, type Page, type PageWanted, paged } from './page.ts'

/** Something that waits for a person. */
export interface Task {
  id: string
  kind: string
  subject: string
  facts: Record<string, unknown>
  openedAt: string
  dueAt: string | null
  closedAt: string | null
}

/** Open tasks, oldest first; of one kind or one subject where that is asked. */
export async function openTasks(
  sql: Sql,
  wanted: PageWanted & { kind?: string | undefined; subject?: string | undefined },
): Promise<Page<Task>> {
  const [openedAt = '-infinity', id = beforeEveryId] = wanted.cursor?.split('~') ?? []
  const rows = await sql<(Task & { cursor: string })[]>`
    ${select(sql)}
    where closed_at is null
      and (${wanted.kind ?? null}::text is null or kind = ${wanted.kind ?? null})
      and (${wanted.subject ?? null}::text is null or subject = ${wanted.subject ?? null})
      and (opened_at, id) > (${openedAt}::timestamptz, ${id}::uuid)
    order by opened_at, id
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function taskById(sql: Sql, id: string): Promise<Task | null> {
  const [row] = await sql<Task[]>`${select(sql)} where id = ${id}`
  return row ?? null
}

function select(sql: Sql) {
  return sql`
    select id, kind, subject, facts, opened_at as "openedAt", due_at as "dueAt", closed_at as "closedAt",
      to_jsonb(opened_at) #>> '{}' || '~' || id as cursor
    from tasks
  `
}
