import type { MailChoice } from '../domain/mail-choice.ts'
import type { AddressChange, Profile } from '../readmodels/profile.ts'
import { Checkbox, Field, Select } from './field.tsx'
import { ButtonForm, ErrorSummary, type Filled, Form } from './form.tsx'
import { Page } from './layout.tsx'
import { zoneChoices } from './zone.ts'

export interface ProfileShown {
  profile: Profile
  change: AddressChange | null
  /** The forms of the page, of which one may have come back with something to correct. */
  about: Filled
  address: Filled
  mail: Filled
  saved: string | null
  formKey: string
}

/** What somebody can say of themselves: how certificates name them, their zone, their mail, their address. */
export function ProfilePage(props: ProfileShown) {
  const { profile, about, address, mail, saved } = props
  const wrong = [about, address, mail].find((one) => one.errors.length > 0 || one.refusal !== null)
  return (
    <Page title="Profile" hasErrors={wrong !== undefined}>
      <p class="eyebrow">{profile.name ?? profile.email}</p>
      <h1>Profile</h1>
      {saved && (
        <p class="notice" role="status">
          {savedWords[saved] ?? 'Saved.'}
        </p>
      )}
      {wrong && <ErrorSummary filled={wrong} />}
      <About filled={about} name={profile.name} />
      <h2>Email we send you</h2>
      <p>
        What concerns your orders, your places and how to join always reaches you. The rest is up to
        you.
      </p>
      <Form
        action="/me/profile/mail"
        filled={mail}
        submit="Save my choices"
        isSecondary
        hasNoSummary
      >
        <MailTicks filled={mail} />
      </Form>
      <Address {...props} filled={address} />
      <p class="actions">
        <a href="/me">My webinars</a>
        <a href="/me/sessions">Where you are signed in</a>
      </p>
    </Page>
  )
}

const savedWords: Record<string, string> = {
  about: 'Saved. It holds from now on.',
  mail: 'Saved. We send you what is ticked.',
  address: 'We have written to both mailboxes. Open each mail and say yes: then it is done.',
  left: 'Your address stays as it is.',
}

function About({ filled, name }: { filled: Filled; name: string | null }) {
  return (
    <Form action="/me/profile" filled={filled} submit="Save" hasNoSummary>
      <Field
        name="certificateName"
        label="Name on certificates"
        hint={name ? `Leave it empty to be named as we know you: ${name}.` : undefined}
        autocomplete="name"
        isOptional
        filled={filled}
      />
      <Select
        name="timeZone"
        label="Your time zone"
        hint="Pages and emails then say when a webinar begins for you, beside its own zone."
        choices={zoneChoices}
        filled={filled}
      />
    </Form>
  )
}

/** The kinds of mail to choose from; ticked is wanted. */
export function MailTicks({ filled }: { filled: Filled }) {
  return (
    <fieldset>
      <legend>Please write to me</legend>
      {Object.entries(mailWords).map(([choice, label]) => (
        <Checkbox name={choice} label={label} filled={filled} isOptional />
      ))}
    </fieldset>
  )
}

const mailWords: Record<MailChoice, string> = {
  'reminder-24-hours': 'a day before a webinar, with how to join',
  'reminder-1-hour': 'an hour before a webinar',
  'recording-news': 'when the recording or the slides of my webinars are there',
}

function Address({
  profile,
  change,
  filled,
  formKey,
}: ProfileShown & {
  filled: Filled
}) {
  const isOpen = change?.stage === 'open'
  return (
    <>
      <h2>Email address</h2>
      <p>
        You sign in with <strong>{profile.email}</strong>, and we write to it.
      </p>
      {isOpen && (
        <div class="notice waits">
          <p>
            You asked for <strong>{change.newEmail}</strong>. {awaited(change)} Look in the junk
            folder, too. After a day the address stays as it is.
          </p>
          <ButtonForm
            action="/me/profile/address/withdrawals"
            fieldKey={formKey}
            label="Leave my address as it is"
            isSecondary
          />
        </div>
      )}
      <Form
        action="/me/profile/address"
        filled={filled}
        submit="Change my address"
        isSecondary
        hasNoSummary
      >
        <Field
          name="email"
          label="New email address"
          hint="We write to both addresses. It changes when both mailboxes have said yes."
          type="email"
          autocomplete="email"
          filled={filled}
        />
      </Form>
    </>
  )
}

function awaited({ oldProvenAt, newProvenAt }: AddressChange): string {
  if (oldProvenAt) return 'The mailbox before has said yes; the new one has yet to.'
  if (newProvenAt) return 'The new mailbox has said yes; the one before has yet to.'
  return 'We wait for a yes from both mailboxes.'
}
