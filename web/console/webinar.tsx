import { may } from '../../domain/permission.ts'
import type { CancellationProgress } from '../../readmodels/cancellation.ts'
import type { Happened } from '../../readmodels/happened.ts'
import type { Mailing } from '../../readmodels/mailing.ts'
import type { Page } from '../../readmodels/page.ts'
import type { Registrant } from '../../readmodels/registration.ts'
import type { WebinarInFull } from '../../readmodels/webinar.ts'
import { Field, TextArea } from '../field.tsx'
import { ButtonForm, ErrorSummary, type Filled, Form, unfilled } from '../form.tsx'
import { useSite } from '../site.ts'
import { Facts, More, Table } from '../table.tsx'
import { When } from '../when.tsx'
import { Console, InTemporal } from './layout.tsx'
import { MailingRows } from './mailings.tsx'
import { TestButton } from './milestone.tsx'
import { Saved } from './saved.tsx'
import { Timeline } from './timeline.tsx'
import { type Ingredients, WebinarFields } from './webinar-form.tsx'
import { MoveOffers, WebinarPlan } from './webinar-plan.tsx'
import { nextOfWebinar } from './webinar-words.ts'
import { WebinarBadge } from './webinars.tsx'

/** The forms of the page, each sent to an address of its own. */
export type WebinarForm =
  | 'changes'
  | 'publications'
  | 'join-details'
  | 'slides'
  | 'recordings'
  | 'starts'
  | 'endings'

export interface WebinarAtDesk {
  webinar: WebinarInFull
  ingredients: Ingredients
  people: Page<Registrant>
  /** How far its orders are settled, where it is canceled. */
  settling: CancellationProgress | null
  mailings: readonly Mailing[]
  happened: readonly Happened[]
  temporal: string | null
  formKey: string
  /** What stands in the form of a draft while nothing was sent. */
  draft: Record<string, string>
  /** The form that came back with something to correct. */
  sent: { form: WebinarForm; filled: Filled } | null
  saved: string | null
}

/** A webinar with everything that can be done about it now. */
export function WebinarPage(props: WebinarAtDesk) {
  const { webinar, people, mailings, sent, saved, temporal, formKey } = props
  const { slug, title, stage, startsAt, timeZone } = webinar
  const { person } = useSite()
  const role = person?.role ?? null
  return (
    <Console title={title} hasErrors={sent !== null && isWrong(sent.filled)}>
      <p class="eyebrow">
        <a href="/console/webinars">Webinars</a>
      </p>
      <h1>{title}</h1>
      <Saved what={saved} />
      {sent && <ErrorSummary filled={sent.filled} />}
      <p class="lead">
        <WebinarBadge stage={stage} /> {hasNoDate(webinar) && 'It was to begin '}
        <When at={startsAt} zone={timeZone} />
      </p>
      {nextOfWebinar[stage] && <p>{nextOfWebinar[stage]}</p>}
      <p class="actions">
        <a href={`/webinars/${slug}`}>
          {stage === 'draft' ? 'See the page as it will be' : 'See its page'}
        </a>
        <InTemporal url={temporal} />
      </p>
      <WebinarPlan {...props} />
      {may(role, 'edit webinars') && <Doing {...props} />}
      <MoveOffers webinar={webinar} />
      <WebinarFacts webinar={webinar} />
      <People slug={slug} people={people} />
      <h2 id="mailings">Mail to everybody with a place</h2>
      <MailingRows mailings={mailings} formKey={formKey} mayAct={may(role, 'send mailings')} />
      <Timeline happened={props.happened} />
    </Console>
  )
}

function Doing(props: WebinarAtDesk) {
  const { stage } = props.webinar
  const isAhead = ['on-sale', 'join-ready'].includes(stage)
  const isHeld = ['live', 'wrap-up', 'no-recording', 'recorded'].includes(stage)
  return (
    <>
      {stage === 'draft' && <Draft {...props} />}
      {(isAhead || stage === 'live') && <JoinDetails {...props} />}
      {(isAhead || isHeld) && <Slides {...props} />}
      {isHeld && stage !== 'recorded' && <Recording {...props} />}
      {stage === 'join-ready' && <Now {...props} form="starts" label="Begin it now" />}
      {stage === 'live' && <Now {...props} form="endings" label="End it now" />}
    </>
  )
}

function Draft(props: WebinarAtDesk) {
  const filled = filledOf(props, 'changes', props.draft)
  return (
    <>
      <Now {...props} form="publications" label="Put it on sale" isFirst />
      <h2>Change the draft</h2>
      <Form
        action={actionOf(props, 'changes')}
        filled={filled}
        submit="Save the draft"
        hasNoSummary
        isSecondary
      >
        <WebinarFields {...props.ingredients} filled={filled} />
      </Form>
    </>
  )
}

function JoinDetails(props: WebinarAtDesk) {
  const { joinUrl, joinNotes, joinRevision } = props.webinar
  const filled = filledOf(props, 'join-details', { url: joinUrl ?? '', notes: joinNotes ?? '' })
  const isFirst = joinRevision === 0
  return (
    <section class="card" id="join-details">
      <h2>Join details</h2>
      <p>Everybody with a place is mailed{isFirst ? '.' : ' again when they change.'}</p>
      <Form
        action={actionOf(props, 'join-details')}
        filled={filled}
        submit={isFirst ? 'Give the join details' : 'Change the join details'}
        also={<TestButton slug={props.webinar.slug} kind="join-details" />}
        hasNoSummary
        isSecondary={!isFirst}
      >
        <Field name="url" id="join-url" label="Web address to join" type="url" filled={filled} />
        <TextArea
          name="notes"
          label="Notes"
          hint="Telephone numbers, a passcode, what else people need."
          isOptional
          rows={3}
          filled={filled}
        />
      </Form>
    </section>
  )
}

function Slides(props: WebinarAtDesk) {
  const filled = filledOf(props, 'slides', { url: props.webinar.slidesUrl ?? '' })
  return (
    <section class="card" id="slides">
      <h2>Slides</h2>
      <Form
        action={actionOf(props, 'slides')}
        filled={filled}
        submit="Attach the slides"
        also={
          props.webinar.stage === 'recorded' && (
            <TestButton slug={props.webinar.slug} kind="slides-attached" />
          )
        }
        hasNoSummary
        isSecondary
      >
        <Field
          name="url"
          id="slides-url"
          label="Web address of the slides"
          hint="They come with the recording; where that is out, everybody with a place is mailed."
          type="url"
          filled={filled}
        />
      </Form>
    </section>
  )
}

function Recording(props: WebinarAtDesk) {
  const { minutes, recordingUrl } = props.webinar
  const filled = filledOf(props, 'recordings', {
    url: recordingUrl ?? '',
    minutes: String(minutes),
  })
  return (
    <section class="card" id="recording">
      <h2>Recording</h2>
      <Form
        action={actionOf(props, 'recordings')}
        filled={filled}
        submit="Publish the recording"
        also={<TestButton slug={props.webinar.slug} kind="recording-published" />}
        hasNoSummary
      >
        <Field
          name="url"
          id="recording-url"
          label="Web address of the recording"
          hint="Everybody with access is mailed, once."
          type="url"
          filled={filled}
        />
        <Field name="minutes" label="Minutes" inputmode="numeric" size="short" filled={filled} />
      </Form>
    </section>
  )
}

function Now(props: WebinarAtDesk & { form: WebinarForm; label: string; isFirst?: boolean }) {
  return (
    <div class="actions">
      <ButtonForm
        action={actionOf(props, props.form)}
        fieldKey={`${props.formKey}-${props.form}`}
        label={props.label}
        isSecondary={!props.isFirst}
      />
    </div>
  )
}

function WebinarFacts({ webinar }: { webinar: WebinarInFull }) {
  const { slug, presenter, minutes, priceList, joinUrl, recordingUrl, slidesUrl } = webinar
  return (
    <>
      <h2>How it stands</h2>
      <Facts
        facts={[
          ['Short name', slug],
          ['Presenter', presenter.name],
          ['Minutes', minutes],
          ['Price list', priceList],
          ['To join', joinUrl && <a href={joinUrl}>{joinUrl}</a>],
          ['Slides', slidesUrl && <a href={slidesUrl}>{slidesUrl}</a>],
          ['Recording', recordingUrl && <a href={recordingUrl}>{recordingUrl}</a>],
          ['On sale since', webinar.publishedAt && <When at={webinar.publishedAt} />],
          ['May attend', webinar.canAttend],
          ['May watch', webinar.canWatch],
        ]}
      />
    </>
  )
}

function People({ slug, people }: { slug: string; people: Page<Registrant> }) {
  return (
    <>
      <h2 id="people">Who has a place</h2>
      <Table
        caption="Who has a place"
        isCaptionHidden
        rows={people.items}
        columns={[
          {
            title: 'Name',
            cell: ({ personId, name, email }) => (
              <a href={`/console/members/${personId}`}>{name ?? email}</a>
            ),
            isHead: true,
          },
          { title: 'Email', cell: ({ email }) => email },
          { title: 'Live', cell: ({ canAttend }) => (canAttend ? 'Yes' : 'No') },
          { title: 'Recording', cell: ({ canWatch }) => (canWatch ? 'Yes' : 'No') },
          { title: 'Since', cell: ({ registeredAt }) => <When at={registeredAt} /> },
        ]}
        empty="Nobody has a place yet."
      />
      <More
        href={
          people.next &&
          `/console/webinars/${slug}?cursor=${encodeURIComponent(people.next)}#people`
        }
        label="Show more people"
      />
    </>
  )
}

function isWrong({ errors, refusal }: Filled): boolean {
  return errors.length > 0 || refusal !== null
}

function hasNoDate({ stage }: WebinarInFull): boolean {
  return stage === 'postponed' || stage === 'cancelling' || stage === 'cancelled'
}

function actionOf({ webinar }: WebinarAtDesk, form: WebinarForm): string {
  return `/console/webinars/${webinar.slug}/${form}`
}

function filledOf(
  { sent, formKey }: WebinarAtDesk,
  form: WebinarForm,
  values: Record<string, string>,
): Filled {
  return sent?.form === form ? sent.filled : unfilled(`${formKey}-${form}`, values)
}
