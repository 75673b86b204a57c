import type { MilestoneKind } from '../../domain/mailing.ts'
import { may } from '../../domain/permission.ts'
import type { WebinarInFull } from '../../readmodels/webinar.ts'
import { ButtonForm } from '../form.tsx'
import { useSite } from '../site.ts'
import { Console } from './layout.tsx'
import { Saved } from './saved.tsx'
import { milestoneWords } from './webinar-words.ts'

export interface MilestoneShown {
  webinar: WebinarInFull
  kind: MilestoneKind
  subject: string
  text: string
  formKey: string
  saved: string | null
}

/** What everybody with a place is mailed about a webinar, before or after it went out. */
export function MilestonePage(shown: MilestoneShown) {
  const { webinar, kind, subject, text, formKey, saved } = shown
  const path = letterOf(webinar.slug, kind)
  const { person } = useSite()
  return (
    <Console title={`${milestoneWords[kind]}: ${webinar.title}`}>
      <p class="eyebrow">
        <a href={`/console/webinars/${webinar.slug}`}>{webinar.title}</a>
      </p>
      <h1>{subject}</h1>
      <p class="lead">
        {milestoneWords[kind]}, as you would get it. What is not given yet is made up, and each
        reader gets a link of their own.
      </p>
      <Saved what={saved} />
      {may(person?.role ?? null, 'send mailings') && (
        <ButtonForm action={path} fieldKey={formKey} label="Send a test to me" />
      )}
      <h2>HTML</h2>
      <p>
        <a href={`${path}/html`}>Open it by itself</a>
      </p>
      <iframe
        class="letter"
        src={`${path}/html`}
        title={`The letter “${subject}” as HTML`}
        width="100%"
        height="900"
      />
      <h2>Plain text</h2>
      <pre class="letter">{text}</pre>
    </Console>
  )
}

/** Beside the button that mails everybody: to look at it first, with what is typed. */
export function TestButton({ slug, kind }: { slug: string; kind: MilestoneKind }) {
  const { person } = useSite()
  if (!may(person?.role ?? null, 'send mailings')) return null
  return (
    <>
      <button
        type="submit"
        class="secondary"
        formaction={`/console/webinars/${slug}/tests/${kind}`}
      >
        Send a test to me
      </button>
      <a href={letterOf(slug, kind)}>See the letter</a>
    </>
  )
}

/** Where a letter to everybody is previewed. */
export function letterOf(slug: string, kind: MilestoneKind): string {
  return `/console/webinars/${slug}/letters/${kind}`
}
