import type { Fragment, Sql } from '../../database/connect.ts'

/** Something that must hold at every instant between two statements, whatever happened before. */
export interface Invariant {
  /** What holds, in the words of the business. */
  name: string
  /**
   * A select of every row that is looked at: `id`, and `wrong`, what is wrong with it in words, null where all is well.
   * @param at the ISO instant at which it is asked
   */
  rows: (sql: Sql, at: string) => Fragment
}

/** What each entry of a ledger adds to what is owed, told anew in SQL so that the rule in `domain/` is checked too. */
export function owed(sql: Sql): Fragment {
  return sql`case
    when kind in ('charge', 'fee', 'reinstatement') then cents
    when kind in ('credit-note', 'refund', 'write-off') then -cents
    else 0
  end`
}

/** What each entry of a ledger adds to what was received and kept. */
export function received(sql: Sql): Fragment {
  return sql`case
    when kind in ('payment', 'credit-in', 'refund-returned') then cents
    when kind in ('reversal', 'credit-out', 'refund') then -cents
    else 0
  end`
}

/** What each entry on somebody's credit adds to it. */
export function credited(sql: Sql): Fragment {
  return sql`case when kind in ('from-check', 'from-order') then cents else -cents end`
}
