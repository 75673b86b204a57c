import type { Child } from 'hono/jsx'
import { Field } from './field.tsx'
import { ButtonForm, type Filled, Form, Hidden } from './form.tsx'
import { Page } from './layout.tsx'

/** Asks for the address to which the link and the code go. */
export function SignIn({ next, filled }: { next: string; filled: Filled }) {
  return (
    <Page title="Sign in" hasErrors={filled.errors.length > 0}>
      <h1>Sign in</h1>
      <p class="lead">
        There is no password to remember. Tell us your email address, and we send you a link and a
        six-digit code.
      </p>
      <Form action="/sign-in" filled={filled} submit="Send me a link">
        <Hidden name="next" value={next} />
        <Field
          name="email"
          label="Email address"
          type="email"
          autocomplete="email"
          filled={filled}
        />
      </Form>
      <p>
        Not a member yet? <a href="/join">Join for free</a>. To see an order you need not sign in:
        open the link in our mail.
      </p>
    </Page>
  )
}

/** Whether the address is known or not, this is what comes next. */
export function EnterCode(props: {
  email: string
  next: string
  resendKey: string
  filled: Filled
}) {
  const { email, next, resendKey, filled } = props
  return (
    <Page title="Check your email" hasErrors={filled.errors.length > 0}>
      <h1>Check your email</h1>
      <p class="lead">
        If we know <strong>{email}</strong>, a link and a six-digit code are on their way to it.
        Click the link in this browser, or type the code here.
      </p>
      <p>It takes a minute at most. Please look in your junk or spam folder, too.</p>
      <Form action="/sign-in/code" filled={filled} submit="Sign in">
        <CodeField filled={filled} />
      </Form>
      <ButtonForm action="/sign-in" fieldKey={resendKey} label="Send it again" isSecondary>
        <Hidden name="next" value={next} />
        <Hidden name="email" value={email} />
      </ButtonForm>
      <p>
        No email? You may be known to us by <a href={signInFor(next)}>another address</a>, or have
        yet to <a href="/join">join for free</a>.
      </p>
    </Page>
  )
}

/** In the browser that asked, a link is a button: opening it changes nothing. */
export function UseLink(props: { token: string; email: string }) {
  return (
    <Page title="Sign in">
      <h1>Sign in</h1>
      <p>
        You are about to sign in as <strong>{props.email}</strong>.
      </p>
      <form method="post" action="/sign-in/link">
        <input type="hidden" name="token" value={props.token} />
        <button type="submit">Sign in</button>
      </form>
    </Page>
  )
}

/** A link that was opened elsewhere does not tell whose it is. */
export function LinkElsewhere() {
  return (
    <Page title="Another browser">
      <h1>This is another browser</h1>
      <p>
        You asked for this link in another browser or on another device. Please go back there and
        type the six-digit code that is in the same email.
      </p>
      <p>
        Or <a href="/sign-in">ask for a new link in this browser</a>. If you have not asked for a
        link at all, there is nothing you need to do.
      </p>
    </Page>
  )
}

/** Used, over or replaced by a newer one: there is always a next step. */
export function LinkOver(props: { why: 'used' | 'over' | 'unknown'; isSignedIn: boolean }) {
  return (
    <Page title="This link does not work any more">
      <h1>This link does not work any more</h1>
      <p>{whyOver[props.why]}</p>
      {props.isSignedIn ? (
        <p>
          You are signed in. <a href="/me">Go on to your page</a>.
        </p>
      ) : (
        <p>
          <a href="/sign-in">Get a new link</a>
        </p>
      )}
    </Page>
  )
}

const whyOver = {
  used: 'It has been used: each link works once.',
  over: 'Its time is over: a link works for a short while only.',
  unknown: 'It is not complete, or a newer email took its place. Please look for the newest one.',
}

/** The link that is printed where the product is started for the first time. */
export function FirstSignIn(props: { token: string; administrator: string; fieldKey: string }) {
  const { token, administrator, fieldKey } = props
  return (
    <Page title={`Welcome, ${administrator}`}>
      <h1>Welcome, {administrator}</h1>
      <p class="lead">
        This link signs in the first administrator. It works once; from then on, you sign in by
        email.
      </p>
      <ButtonForm action="/sign-in/first" fieldKey={fieldKey} label={`Sign in as ${administrator}`}>
        <Hidden name="token" value={token} />
      </ButtonForm>
    </Page>
  )
}

/** Something that cannot be done, in words, with where to go. */
export function Stopped(props: { title: string; children: Child }) {
  return (
    <Page title={props.title}>
      <h1>{props.title}</h1>
      {props.children}
      <p>
        <a href="/sign-in">Back to signing in</a>
      </p>
    </Page>
  )
}

/** Where a code is typed. */
export function CodeField({ filled }: { filled: Filled }) {
  return (
    <Field
      name="code"
      label="Six-digit code"
      inputmode="numeric"
      size="short"
      autocomplete="one-time-code"
      filled={filled}
    />
  )
}

function signInFor(next: string): string {
  return next === '/me' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}
