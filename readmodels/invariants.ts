import type { Sql } from '../database/connect.ts'
import { accessInvariants } from './invariants/access.ts'
import { creditInvariants } from './invariants/credit.ts'
import { documentInvariants } from './invariants/documents.ts'
import { exportInvariants } from './invariants/exports.ts'
import type { Invariant } from './invariants/invariant.ts'
import { mailInvariants } from './invariants/mail.ts'
import { moneyInvariants } from './invariants/money.ts'
import { passInvariants } from './invariants/passes.ts'
import { paymentInvariants } from './invariants/payments.ts'
import { stripeInvariants } from './invariants/stripe.ts'
import { submissionInvariants } from './invariants/submissions.ts'
import { uploadInvariants } from './invariants/uploads.ts'

/** What came of one invariant: how many rows were looked at, and those that break it. */
export interface Finding {
  name: string
  looked: number
  broken: { id: string; wrong: string }[]
}

export const invariants: readonly Invariant[] = [
  ...moneyInvariants,
  ...paymentInvariants,
  ...creditInvariants,
  ...stripeInvariants,
  ...accessInvariants,
  ...passInvariants,
  ...documentInvariants,
  ...uploadInvariants,
  ...exportInvariants,
  ...mailInvariants,
  ...submissionInvariants,
]

/** Rows that break one invariant and are named. */
const namedAtMost = 20

/** Looks at a whole database, whatever happened to it; `at` is the ISO instant at which it is asked. */
export async function checkInvariants(sql: Sql, at: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const invariant of invariants) findings.push(await finding(sql, invariant, at))
  return findings
}

async function finding(sql: Sql, { name, rows }: Invariant, at: string): Promise<Finding> {
  const [found] = await sql<Omit<Finding, 'name'>[]>`
    with looked as (${rows(sql, at)}),
      broken as (select id, wrong from looked where wrong is not null order by id limit ${namedAtMost})
    select (select count(*) from looked) as looked,
      array(select jsonb_build_object('id', id, 'wrong', wrong) from broken) as broken
  `
  if (found === undefined) throw new Error(`Nothing was read of “${name}”`)
  return { name, ...found }
}
