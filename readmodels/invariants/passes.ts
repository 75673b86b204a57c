import type { Fragment, Sql } from '../../database/connect.ts'
import type { Invariant } from './invariant.ts'

/** A pass opens what its holder has paid for, while it is valid. */
export const passInvariants: Invariant[] = [
  {
    name: 'What a pass opens is open while the pass is valid, and not suspended',
    rows: (sql) => sql`
      select 'grant:' || grants.id as id,
        case
          when stage in ('pending-payment', 'lapsed', 'ended') then format('pass %s is %s', number, stage)
          when passes.suspended_at is not null then format('pass %s is suspended', number)
          when valid_until is null then format('pass %s opens it for ever', number)
        end as wrong
      from grants
      join passes on grants.source = 'pass:' || number
      where grants.ended_at is null and grants.suspended_at is null and ${isToldAll(sql)}
    `,
  },
  {
    name: 'A paid pass order has its term, and one that is given up has none that stands',
    rows: (sql) => sql`
      select 'order:' || orders.number as id,
        case
          when orders.stage in ('paid', 'part-refunded') and pass_terms.term is null then 'is paid, and has no term'
          when orders.stage in ('paid', 'part-refunded') and taken_back_at is not null and recordings_suspended_at is null
            then 'is paid, and its term is taken back'
          when orders.stage in ('on-hold', 'cancelled', 'written-off', 'refunded') and taken_back_at is null
            and pass_terms.term is not null then format('is %s, and its term stands', orders.stage)
        end as wrong
      from orders
      join passes on passes.number = orders.pass_number
      left join pass_terms on order_number = orders.number
      where orders.product = 'pass' and ${isToldAll(sql)}
    `,
  },
]

/** What an order told its pass was heard; of the table `passes`. */
function isToldAll(sql: Sql): Fragment {
  return sql`not exists (
    select from submissions
    where submissions.subject = 'pass:' || passes.number and settled_at is null
  )`
}
