import * as wf from '@temporalio/workflow'
import type { DigestActivities } from '../activities/digest.ts'
import { noErrands } from '../domain/process.ts'
import { createErrands } from './errands.ts'
import { now } from './now.ts'
import { durable } from './writes.ts'

/** Mail that is not sent by then is sent by the next day's run. */
const patience = '20h'

/**
 * Mails the administrators what waits for them; where nothing waits, nobody. Started every morning at 9:00 by a schedule
 * that never overlaps; ends when the mails are sent, with how many there were.
 */
export async function digest(): Promise<{ mailed: number }> {
  const { writeDigest } = durable<DigestActivities>()
  const errands = createErrands()
  const at = now()
  const { outbox } = await writeDigest({ at }, 'write to whom something waits for')
  errands.run({ ...noErrands, outbox })
  await wf.condition(errands.areDone, patience)
  return { mailed: outbox.length }
}
