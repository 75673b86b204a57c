import { Field, TextArea } from './field.tsx'
import { ButtonForm, type Filled, Form, Hidden } from './form.tsx'
import { Page } from './layout.tsx'
import { useSite } from './site.ts'

/** The webinar that somebody came for. */
export interface Wanted {
  slug: string
  title: string
}

/** Signing up, in one form. */
export function Join({ filled, wanted }: { filled: Filled; wanted: Wanted | null }) {
  return (
    <Page title="Join for free" hasErrors={filled.errors.length > 0}>
      <h1>Join for free</h1>
      <p class="lead">
        Membership costs nothing. We read each application ourselves, usually within one working
        day.
      </p>
      {wanted && (
        <p>
          You came for <strong>{wanted.title}</strong>: once you are a member, we lead you on to it.
        </p>
      )}
      <Form action="/join" filled={filled} submit="Send my application">
        {wanted && <Hidden name="wanted" value={wanted.slug} />}
        <Field name="name" label="Your name" filled={filled} autocomplete="name" />
        <Field
          name="email"
          label="Email address"
          type="email"
          hint="We send you a link to confirm that it is yours."
          filled={filled}
          autocomplete="email"
        />
        <Field
          name="organisation"
          label="Library or organization"
          filled={filled}
          autocomplete="organization"
        />
        <Field
          name="role"
          label="What you do there"
          filled={filled}
          autocomplete="organization-title"
        />
        <TextArea name="why" label="What brings you here" filled={filled} rows={4} />
      </Form>
      <p>
        A member already? <a href="/sign-in">Sign in</a>. You can also{' '}
        {wanted ? (
          <a href={`/webinars/${wanted.slug}`}>register for the webinar</a>
        ) : (
          'register for a webinar'
        )}{' '}
        without being a member.
      </p>
    </Page>
  )
}

/** Whoever is a member has nothing to join. */
export function AlreadyMember({ wanted }: { wanted: Wanted | null }) {
  return (
    <Page title="You are a member already">
      <h1>You are a member already</h1>
      <p class="lead">There is nothing more to do.</p>
      <p class="actions">
        {wanted && (
          <a href={`/webinars/${wanted.slug}`} class="button">
            Go on to “{wanted.title}”
          </a>
        )}
        <a href="/me" class={wanted ? undefined : 'button'}>
          My webinars
        </a>
      </p>
    </Page>
  )
}

export interface SentShown {
  /** Where the code goes, with what is known of who types it. */
  codeAction: string
  /** Null where it is not known which: it is typed beside the code. */
  email: string | null
  wanted: Wanted | null
  code: Filled
  resendKey: string
  again: boolean
}

/** What comes next, the same for every address. */
export function JoinSent({ codeAction, email, wanted, code, resendKey, again }: SentShown) {
  const { sender } = useSite()
  const title = email === null ? 'Type your code' : 'Check your email'
  return (
    <Page title={title} hasErrors={code.errors.length > 0 || code.refusal !== null}>
      <h1>{title}</h1>
      {again && (
        <p class="notice" role="status">
          If an application of this address waits to be confirmed, the email is on its way once
          more. We send it five times a day at most.
        </p>
      )}
      <p class="lead">
        {email === null ? (
          'It is in the email that we sent when you applied.'
        ) : (
          <>
            We have written to <strong>{email}</strong>. Please click the link in that email, or
            type its six-digit code here.
          </>
        )}
      </p>
      <p>
        No email within a minute? Please look in your junk or spam folder, and allow mail from{' '}
        {sender}.
      </p>
      <Form action={codeAction} filled={code} submit="Confirm my address">
        {email === null && (
          <Field
            name="email"
            label="Email address"
            type="email"
            filled={code}
            autocomplete="email"
          />
        )}
        <Field
          name="code"
          label="Six-digit code"
          inputmode="numeric"
          size="short"
          filled={code}
          autocomplete="one-time-code"
        />
      </Form>
      {email !== null && (
        <ButtonForm action="/join/resend" fieldKey={resendKey} label="Send it again" isSecondary>
          {wanted && <Hidden name="wanted" value={wanted.slug} />}
          <Hidden name="email" value={email} />
        </ButtonForm>
      )}
      <h2>What happens next</h2>
      <ol>
        <li>You confirm your address, within seven days.</li>
        <li>One of us reads your application, usually within one working day.</li>
        <li>You hear from us by email either way.</li>
      </ol>
      {email !== null && (
        <p>
          A wrong address?{' '}
          <a href={wanted ? `/join?${new URLSearchParams({ wanted: wanted.slug })}` : '/join'}>
            Apply once more
          </a>{' '}
          with the right one.
        </p>
      )}
      <Meanwhile wanted={wanted} />
    </Page>
  )
}

/** The address is proven by a code; the page of the application itself is opened by the link in the mail. */
export function Confirmed({ wanted }: { wanted: Wanted | null }) {
  return (
    <Page title="Thank you, your address is confirmed">
      <h1>Thank you, your address is confirmed</h1>
      <p class="lead">
        One of us reads your application now, usually within one working day. You hear from us by
        email either way.
      </p>
      <p>The link in our email shows at any time how far it has come.</p>
      <Meanwhile wanted={wanted} />
    </Page>
  )
}

function Meanwhile({ wanted }: { wanted: Wanted | null }) {
  return wanted ? (
    <p>
      You need not wait to register:{' '}
      <a href={`/webinars/${wanted.slug}`}>go on to {wanted.title}</a>.
    </p>
  ) : (
    <p>
      Meanwhile, <a href="/">have a look at the webinars</a>: you can register for one already.
    </p>
  )
}
