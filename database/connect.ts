import postgres from 'postgres'

export type Sql = postgres.Sql<{ bigint: number }>
export type Fragment = postgres.PendingQuery<postgres.Row[]>
export type Json = postgres.JSONValue

interface Pool {
  connections?: number
  statementLimitMs?: number
  /** Hears of each statement as it is sent. */
  onStatement?: (statement: string) => void
}

/** A pool on Postgres: instants come as ISO strings in UTC, dates as `YYYY-MM-DD`, counts as numbers. */
export function connect(
  databaseUrl: string,
  { connections = 10, statementLimitMs = 8_000, onStatement }: Pool = {},
): Sql {
  return postgres(databaseUrl, {
    max: connections,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => {},
    ...(onStatement && { debug: (_: number, statement: string) => onStatement(statement) }),
    connection: {
      application_name: 'webinar-desk',
      statement_timeout: statementLimitMs,
      // What is asked for lies in memory or on a disk without arms, so that an index is worth it early.
      random_page_cost: 1.1,
      TimeZone: 'UTC',
    },
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      date: { to: 1082, from: [1082], serialize: String, parse: String },
      instant: {
        to: 1184,
        from: [1184],
        serialize: String,
        parse: (text: string) => new Date(text).toISOString(),
      },
    },
  }) as unknown as Sql
}
