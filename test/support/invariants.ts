import assert from 'node:assert/strict'
import type { Sql } from '../../database/connect.ts'
import { checkInvariants } from '../../readmodels/invariants.ts'

/** What must hold in every database at every instant holds in this one; names what is broken. */
export async function assertInvariants(sql: Sql, now: Date): Promise<void> {
  const findings = await checkInvariants(sql, now.toISOString())
  const broken = findings.filter((finding) => finding.broken.length > 0)
  const lines = broken.flatMap(({ name, broken }) => [
    name,
    ...broken.map(({ id, wrong }) => `  ${id}: ${wrong}`),
  ])
  assert.equal(lines.join('\n'), '', 'an invariant is broken')
}
