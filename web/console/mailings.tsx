import type { Mailing } from '../../readmodels/mailing.ts'
import { ButtonForm } from '../form.tsx'
import { type Column, More, Table } from '../table.tsx'
import { Moment } from './day.tsx'
import { Console } from './layout.tsx'
import { letterOf } from './milestone.tsx'
import { Saved } from './saved.tsx'
import { milestoneWords } from './webinar-words.ts'

const stages: Record<Mailing['stage'], { label: string; tone: string }> = {
  mailing: { label: 'Under way', tone: 'waits' },
  paused: { label: 'Paused', tone: 'wrong' },
  done: { label: 'Done', tone: 'done' },
}

/** Every mail to all with a place in a webinar, the latest first. */
export function Mailings(props: {
  mailings: readonly Mailing[]
  more: string | null
  formKey: string
  mayAct: boolean
  saved: string | null
}) {
  return (
    <Console title="Mailings">
      <p class="eyebrow">
        <a href="/console/mail">Mail</a>
      </p>
      <h1>Mailings</h1>
      <p class="lead">
        Mail to everybody with a place in a webinar, and how far it has come. Load the page again to
        see it go on.
      </p>
      <Saved what={props.saved} />
      <MailingRows {...props} isOfMany />
      <More href={props.more} />
    </Console>
  )
}

/** Mailings with how far each has come, and stopping it for a while. */
export function MailingRows(props: {
  mailings: readonly Mailing[]
  formKey: string
  mayAct: boolean
  /** Says of which webinar each is. */
  isOfMany?: boolean
}) {
  const { mailings, formKey, mayAct, isOfMany } = props
  const ofWebinar: Column<Mailing> = {
    title: 'Webinar',
    cell: ({ webinar }) => <a href={`/console/webinars/${webinar}`}>{webinar}</a>,
  }
  const acting: Column<Mailing> = {
    title: 'What you can do',
    cell: (mailing) =>
      mailing.stage === 'done' ? (
        '–'
      ) : (
        <>
          <StopOrGo mailing={mailing} formKey={formKey} />
          <Rate mailing={mailing} formKey={formKey} />
        </>
      ),
  }
  return (
    <Table
      caption="Mailings"
      isCaptionHidden
      columns={[...columns, ...(isOfMany ? [ofWebinar] : []), ...(mayAct ? [acting] : [])]}
      rows={mailings}
      empty="Nothing was mailed to everybody yet. Join details, reminders and the recording are."
    />
  )
}

const columns: Column<Mailing>[] = [
  {
    title: 'Mail',
    cell: ({ kind, webinar }) => <a href={letterOf(webinar, kind)}>{milestoneWords[kind]}</a>,
    isHead: true,
  },
  { title: 'Begun', cell: ({ begunAt }) => <Moment at={begunAt} /> },
  {
    title: 'State',
    cell: ({ stage }) => <span class={`badge ${stages[stage].tone}`}>{stages[stage].label}</span>,
  },
  { title: 'Sent', cell: (mailing) => <Progress mailing={mailing} /> },
  { title: 'Not delivered', cell: ({ failed }) => failed, isNumber: true },
]

function Progress({ mailing }: { mailing: Mailing }) {
  const { recipients, waiting, isWritten, id } = mailing
  const settled = recipients - waiting
  return (
    <>
      <label for={`progress-${id}`}>
        {settled} of {recipients}
        {!isWritten && ' so far'}
      </label>
      <progress id={`progress-${id}`} value={settled} max={Math.max(recipients, 1)} />
    </>
  )
}

function StopOrGo({ mailing: { id, stage }, formKey }: { mailing: Mailing; formKey: string }) {
  const [what, label] = stage === 'paused' ? ['resumptions', 'Go on'] : ['pauses', 'Pause it']
  return (
    <ButtonForm
      action={`/console/mailings/${id}/${what}`}
      fieldKey={`${formKey}-${what}-${id}`}
      label={label}
      isSecondary
    />
  )
}

/** How many go out a minute at most; empty is as many as the mail server takes. */
function Rate({ mailing, formKey }: { mailing: Mailing; formKey: string }) {
  const { id, mailsAMinute } = mailing
  return (
    <details>
      <summary>{mailsAMinute === null ? 'No limit' : `At most ${mailsAMinute} a minute`}</summary>
      <form method="post" action={`/console/mailings/${id}/rates`}>
        <input type="hidden" name="key" value={`${formKey}-rates-${id}`} />
        <label for={`rate-${id}`}>At most so many a minute (optional)</label>
        <input
          id={`rate-${id}`}
          name="mailsAMinute"
          class="short"
          inputmode="numeric"
          value={mailsAMinute ?? ''}
        />
        <button type="submit" class="secondary">
          Change the rate
        </button>
      </form>
    </details>
  )
}
