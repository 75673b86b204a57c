import { taskQueue } from './queue.ts'
import { type ProcessName, splitSubject } from './subject.ts'

/** How the run of a subject is started, whoever starts it; a subject that is done may have another run. */
export function runOf(subject: string) {
  const { process, id } = splitSubject(subject)
  const options = {
    workflowId: subject,
    taskQueue,
    args: [id],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    staticSummary: summaries[process],
  }
  return { process, options }
}

const summaries: Record<ProcessName, string> = {
  membership: 'One person’s way into the community',
  order: 'One order, from the price to the last cent and the last seat',
  check: 'One check and the orders that it pays',
  deposit: 'One stack of checks that went to the bank with one slip',
  pass: 'One term of an all-access pass',
  webinar: 'One webinar, from draft to recording',
  mailing: 'One mail to everybody with a place in a webinar, in batches',
  inquiry: 'One question, until it is answered',
  address: 'One person’s email address, until both the old and the new one said yes',
  record: 'One short change that waits for nothing',
}
