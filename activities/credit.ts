import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { type CreditEntry, creditBalance } from '../domain/settlement.ts'
import { post, task } from './claim.ts'

/** A holder's credit as it was read; the version tells whether it has moved since. */
export interface CreditAccount {
  /** `organisation:<id>`, or `person:<id>` where there is no organisation. */
  holder: string
  cents: number
  version: number
}

/** What somebody's credit gains or loses in one step; the kind says which way. */
export interface CreditMove extends CreditEntry {
  payment?: string | null
  order?: string | null
}

/** A holder's balance and its version, 0 where there was never any credit. Read it in the snapshot, for `decide`. */
export async function readCredit(sql: Sql, holder: string): Promise<CreditAccount> {
  const [account] = await sql<{ version: number; entries: CreditEntry[] }[]>`
    select version,
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents))
        from credit_entries
        where credit_entries.holder = credit_accounts.holder
        group by kind
      ) as entries
    from credit_accounts
    where holder = ${holder}
  `
  if (account === undefined) return { holder, cents: 0, version: 0 }
  return { holder, cents: creditBalance(account.entries), version: account.version }
}

/**
 * The guard of every write over a holder's credit, for `bringAbout`: it has a row only while the version that was read
 * still stands. When it has none, `bringAbout` returns false: answer with a new snapshot and `isOvertaken: true`.
 */
export function guardCredit(
  sql: Sql,
  { holder, version }: Pick<CreditAccount, 'holder' | 'version'>,
  as = 'guard',
): Fragment {
  return sql`${sql(as)} as (
    insert into credit_accounts (holder, version)
    values (${holder}, 1)
    on conflict (holder) do update set version = credit_accounts.version + 1
    where credit_accounts.version = ${version}
    returning holder
  )`
}

/**
 * Common tables that enter a move on the credit that `guardCredit` guards. Where it leaves the credit below zero, they
 * open a task and wake the administrators; where it lifts it from there, the task is done. 0 cents move nothing.
 */
export function moveCredit(
  sql: Sql,
  step: Step,
  account: CreditAccount,
  move: CreditMove,
): Fragment {
  const { holder } = account
  const { kind, cents, payment = null, order = null } = move
  const leftCents = account.cents + creditBalance([{ kind, cents }])
  const facts = sql.json({ holder, cents: leftCents, payment, order })
  const wantsTask = leftCents < 0 && leftCents < account.cents
  return sql`moved_credit as (
    insert into credit_entries (id, holder, kind, cents, payment_id, order_number, submission, at)
    select gen_random_uuid(), ${holder}, ${kind}, ${cents}, ${payment}, ${order}, claim.id::text, claim.at
    from claim
    where ${cents}::integer > 0
  ), credit_lifted as (
    update tasks set closed_at = claim.at, closed_by = claim.actor
    from claim
    where kind = 'credit-negative' and facts ->> 'holder' = ${holder} and closed_at is null
      and ${leftCents >= 0 && leftCents > account.cents}
  ), ${usedUp(sql, { holder, kind, leftCents })}, ${task(sql, step, {
    as: 'credit_below_zero',
    kind: 'credit-negative',
    to: sql`select claim.id as revision, ${facts}::jsonb as facts from claim where ${wantsTask}`,
  })}, ${post(sql, step, {
    as: 'told_credit_below_zero',
    kind: 'credit-negative',
    to: sql`
      select person_id, ${facts}::jsonb as data
      from claim, administrators
      where until is null and ${wantsTask}
    `,
  })}`
}

/** Whose credit an order's money is: the organisation's, or the buyer's where there is none; of the table `orders`. */
export function holderOfOrder(sql: Sql): Fragment {
  return sql`coalesce('organisation:' || orders.organisation_id, 'person:' || orders.buyer_id)`
}

/**
 * What came first is used first: where no more is left than came after the rest of a check, that rest is with an order or
 * paid out, and waits for nobody.
 */
function usedUp(
  sql: Sql,
  { holder, kind, leftCents }: { holder: string; kind: CreditEntry['kind']; leftCents: number },
): Fragment {
  return sql`credit_used_up as (
    update tasks set closed_at = claim.at, closed_by = claim.actor
    from claim
    where tasks.kind = 'check-unallocated' and facts ->> 'holder' = ${holder} and closed_at is null
      and ${kind === 'to-order' || kind === 'paid-out'}
      and ${leftCents}::bigint <= (
        select greatest(0, coalesce(sum(case
          when later.kind in ('from-check', 'from-order') then cents
          when later.kind = 'taken-back' then -cents
        end), 0))
        from credit_entries later
        where later.holder = ${holder} and later.payment_id is distinct from (facts ->> 'check')::uuid
          and later.position > (
            select max(position) from credit_entries rest
            where rest.payment_id = (facts ->> 'check')::uuid and rest.kind = 'from-check'
          )
      )
  )`
}
