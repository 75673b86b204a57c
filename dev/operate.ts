import type { Client } from '@temporalio/client'
import { type Decision, decide, detailsOf, parkedProcesses, reset, send } from './operator.ts'
import { commandOnTemporal, UsageError } from './temporal-client.ts'

const usage = `npm run operate -- <what>, where Temporal is as TEMPORAL_… says, else as npm start runs it

  parked                              the processes in which a step has failed for good, and why
  show <subject>                      where a process stands and what it waits for
  retry | skip | abort <subject> …    decides what is parked there
  retry --all                         tries all that is parked again
  send <subject> <command> [<json>]   a command as an operator: send membership:<id> approve
  reset <subject> [--from-rows]       begins its run anew from its last task, or from its rows alone
  pause | resume <mailing>            stops a mailing after its batch, or goes on with it
  rate <mailing> <number | none>      sends at most so many a minute

A subject is a workflow’s id, such as order:2041 or mailing:<webinar>/join-details/1.`

await commandOnTemporal(usage, operate)

async function operate(client: Client, [what = '', ...given]: string[]): Promise<void> {
  const [subject = ''] = given
  switch (what) {
    case 'parked':
      return tellParked(client)
    case 'retry':
    case 'skip':
    case 'abort':
      return decideEach(client, what, given)
    case 'pause':
    case 'resume':
      return sendOne(client, required(subject), what, {})
    case 'rate':
      return sendOne(client, required(subject), 'changeRate', { mailsAMinute: rateOf(given[1]) })
    case 'send':
      return sendOne(client, required(subject), required(given[1]), json(given[2]))
    case 'show':
      return console.log(await detailsOf(client, required(subject)))
    case 'reset': {
      const fromRows = given.includes('--from-rows')
      const runId = await reset(client, { subject: required(subject), fromRows })
      return console.log(`${subject} goes on as run ${runId}`)
    }
    default:
      throw new UsageError()
  }
}

async function tellParked(client: Client): Promise<void> {
  const found = await parkedProcesses(client)
  for (const { subject, says } of found) console.log(`${subject}\n  ${says}`)
  console.log(found.length === 0 ? 'Nothing is parked.' : `${found.length} are parked.`)
}

async function decideEach(client: Client, decision: Decision, given: string[]): Promise<void> {
  const isAll = decision === 'retry' && given.includes('--all')
  const subjects = isAll ? (await parkedProcesses(client)).map((one) => one.subject) : given
  if (subjects.length === 0 && !isAll) throw new UsageError()
  for (const subject of subjects) {
    const steps = await decide(client, subject, decision)
    console.log(`${subject}: ${steps === 0 ? 'nothing is parked' : `${decision}, ${steps} parked`}`)
  }
}

async function sendOne(
  client: Client,
  subject: string,
  command: string,
  said: object,
): Promise<void> {
  const answer = await send(client, { subject, command, said })
  if ('refused' in answer) throw new Error(`${subject} refuses ${command}: ${answer.refused}`)
  console.log(`${subject}: ${command} is applied; it is ${answer.stage ?? 'at its end'}`)
}

function rateOf(text = ''): number | null {
  if (text === 'none') return null
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new UsageError()
}

function json(text = '{}'): object {
  const said: unknown = JSON.parse(text)
  if (typeof said === 'object' && said !== null) return said
  throw new UsageError()
}

function required(text: string | undefined): string {
  if (text) return text
  throw new UsageError()
}
