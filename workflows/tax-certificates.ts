import * as wf from '@temporalio/workflow'
import type { EndingCertificateActivities } from '../activities/ending-certificates.ts'
import { noErrands } from '../domain/process.ts'
import { createErrands } from './errands.ts'
import { now } from './now.ts'
import { durable } from './writes.ts'

/** What cannot be handed on within this time is taken by the sweep. */
const patience = '1m'

/**
 * Reminds of certificates of tax exemption that run out: 60 and 14 days before their last day, and on the day after it.
 * Started every morning at 9:00 by a schedule that never overlaps; ends when what was due is handed on to each
 * certificate, which writes its own mail, with how many that were.
 */
export async function taxCertificates(): Promise<{ reminded: number }> {
  const { findEndingCertificates } = durable<EndingCertificateActivities>()
  const errands = createErrands()
  const at = now()
  const { onward } = await findEndingCertificates({ at }, 'find certificates that run out')
  errands.run({ ...noErrands, onward })
  await wf.condition(errands.areDone, patience)
  return { reminded: onward.length }
}
