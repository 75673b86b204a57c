import type { Standing } from '../../readmodels/standing.ts'
import { type Column, Facts, Table } from '../table.tsx'
import { Moment } from './day.tsx'
import { Console } from './layout.tsx'
import { nameOfSubject, pageOf } from './subject.ts'

/** What the page shows of the processes; null where Temporal did not answer. */
export interface ProcessesShown {
  running: number
  pollers: readonly Worker[]
  parked: readonly Parked[]
  turns: readonly Turn[]
}

interface Worker {
  queue: string
  identity: string
  version: string | null
  seenAt: string | null
}

interface Parked {
  subject: string
  since: string | null
  href: string | null
}

/** Whose turn it is, in how many processes, and where Temporal's own UI lists them. */
interface Turn {
  title: string
  count: number
  href: string | null
}

/** How the product is: what it stands on, what waits and since when, and what a person has to look at. */
export function Health(props: { at: string; rows: Standing; processes: ProcessesShown | null }) {
  const { at, rows, processes } = props
  const wrong = whatIsWrong(props)
  return (
    <Console title="Health">
      <h1>Health</h1>
      {wrong.length === 0 ? (
        <p class="lead">
          <span class="badge done">All is well</span>
        </p>
      ) : (
        <section class="notice wrong" aria-label="What is wrong">
          <h2>Please look at this</h2>
          <ul>
            {wrong.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </section>
      )}
      <p>
        As of <Moment at={at} />. Load the page again to see how it goes on.
      </p>
      <h2>What it stands on</h2>
      <Facts
        facts={[
          ['Database', <span class="badge done">Answers</span>],
          ['Temporal', <TemporalBadge processes={processes} />],
          ['Processes that run', processes?.running],
          ['Last mail sent', rows.lastMailAt ? <Moment at={rows.lastMailAt} /> : 'none yet'],
        ]}
      />
      <h2>What waits</h2>
      <Waiting rows={rows} />
      {processes !== null && <Processes processes={processes} />}
    </Console>
  )
}

function TemporalBadge({ processes }: { processes: ProcessesShown | null }) {
  return processes === null ? (
    <span class="badge wrong">Does not answer</span>
  ) : (
    <span class="badge done">Answers</span>
  )
}

function Waiting({ rows }: { rows: Standing }) {
  const { oldestSubmissionAt: submission, oldestSubmissionSubject: subject } = rows
  return (
    <Facts
      facts={[
        ['Sent in, without effect yet', rows.submissions],
        [
          'The oldest of it',
          submission && subject && (
            <>
              <Moment at={submission} />, <Subject subject={subject} />
            </>
          ),
        ],
        ['Mail to be sent now', rows.messages],
        ['The oldest of it', rows.oldestMessageAt && <Moment at={rows.oldestMessageAt} />],
        ['Documents to be rendered', rows.documents],
        ['Mailings under way', <a href="/console/mailings">{rows.mailings}</a>],
        ['Tasks for a person', <a href="/console">{rows.tasks}</a>],
      ]}
    />
  )
}

function Processes({ processes: { pollers, parked, turns } }: { processes: ProcessesShown }) {
  return (
    <>
      <h2>Parked processes</h2>
      <Table
        caption="Parked processes"
        isCaptionHidden
        columns={parkedColumns}
        rows={parked}
        stacks
        empty="Nothing is parked: no step has failed for good."
      />
      <h2>Workers</h2>
      <Table
        caption="Workers"
        isCaptionHidden
        columns={workerColumns}
        rows={pollers}
        stacks
        empty="No worker asks for work."
      />
      <h2>Whose turn it is</h2>
      <Facts facts={turns.map((turn) => [turn.title, <Count {...turn} />] as const)} />
    </>
  )
}

const parkedColumns: Column<Parked>[] = [
  { title: 'Process', cell: ({ subject }) => <Subject subject={subject} />, isHead: true },
  { title: 'Since', cell: ({ since }) => since && <Moment at={since} /> },
  {
    title: 'What to do',
    cell: ({ subject, href }) => (
      <>
        {href === null ? 'See' : <a href={href}>See</a>} what it says, mend the cause, then{' '}
        <code>npm run operate -- retry {subject}</code>
      </>
    ),
  },
]

const workerColumns: Column<Worker>[] = [
  { title: 'Worker', cell: ({ identity }) => <code>{identity}</code>, isHead: true },
  { title: 'Takes', cell: ({ queue }) => (queue === 'mail' ? 'mail' : 'processes') },
  { title: 'Version', cell: ({ version }) => version ?? 'not versioned' },
  { title: 'Last asked for work', cell: ({ seenAt }) => seenAt && <Moment at={seenAt} /> },
]

/** Leads to these processes in Temporal’s own UI. */
function Count({ title, count, href }: Turn) {
  const processes = count === 1 ? '1 process' : `${count} processes`
  return href === null ? (
    <span>{processes}</span>
  ) : (
    <a href={href} aria-label={`${title}: ${processes}, in Temporal`}>
      {processes}
    </a>
  )
}

function Subject({ subject }: { subject: string }) {
  const page = pageOf(subject)
  return page === null ? (
    <code>{subject}</code>
  ) : (
    <a href={page} title={subject}>
      {nameOfSubject(subject)}
    </a>
  )
}

/** What waits longer is not right, in minutes. */
const longestWait = { submission: 2, message: 15 }

function whatIsWrong(props: { at: string; rows: Standing; processes: ProcessesShown | null }) {
  const { at, rows, processes } = props
  const minutes = (since: string | null) =>
    since === null ? 0 : Math.floor((Date.parse(at) - Date.parse(since)) / 60_000)
  const submission = minutes(rows.oldestSubmissionAt)
  const message = minutes(rows.oldestMessageAt)
  const queues = new Set(processes?.pollers.map(({ queue }) => queue))
  const parked = processes?.parked.length ?? 0
  return [
    processes === null &&
      'Temporal does not answer. What people send is kept, and worked off once it is back.',
    processes !== null && queues.size < 2 && 'A queue has no worker. Start one.',
    parked > 0 && `A step has failed for good in ${parked} of the processes: see below.`,
    submission >= longestWait.submission &&
      `What somebody sent has had no effect for ${submission} minutes.`,
    message >= longestWait.message &&
      `Mail waits for ${message} minutes. Look whether the mail server answers.`,
  ].filter((one) => one !== false)
}
