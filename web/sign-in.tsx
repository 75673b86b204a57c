import type { Child } from 'hono/jsx'
import { Page } from './layout.tsx'

/** Asks for the address to which the link and the code go. */
export function SignIn(props: {
  fieldKey: string
  next: string
  email: string
  error: string | null
}) {
  return (
    <Page title="Sign in">
      <h1>Sign in</h1>
      <p>
        There is no password to remember. Tell us your email address, and we send you a link and a
        six-digit code.
      </p>
      {props.error && <Complaint field="email" message={props.error} />}
      <form method="post" action="/sign-in">
        <input type="hidden" name="key" value={props.fieldKey} />
        <input type="hidden" name="next" value={props.next} />
        <label for="email">Email address</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          required
          value={props.email}
          {...invalid(props.error, 'email')}
        />
        <button type="submit">Send me a link</button>
      </form>
      <p>
        Not a member yet? <a href="/join">Join for free</a>.
      </p>
    </Page>
  )
}

/** Whether the address is known or not, this is what comes next. */
export function EnterCode(props: {
  email: string
  next: string
  fieldKey: string
  error: string | null
}) {
  return (
    <Page title="Check your email">
      <h1>Check your email</h1>
      <p>
        If we know <strong>{props.email}</strong>, a link and a six-digit code are on their way to
        it. It takes a minute at most. Please look in your junk or spam folder, too.
      </p>
      {props.error && <Complaint field="code" message={props.error} />}
      <form method="post" action="/sign-in/code">
        <CodeField error={props.error} />
        <button type="submit">Sign in</button>
      </form>
      <form method="post" action="/sign-in">
        <Again {...props} />
        <button type="submit" class="secondary">
          Send it again
        </button>
      </form>
      <p>
        No email? You may be known to us by <a href={signInFor(props.next)}>another address</a>, or
        have yet to <a href="/join">join for free</a>.
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

/** The link that is printed for the first administrator. */
export function FirstSignIn(props: {
  token: string
  administrator: string | null
  name: string
  email: string
  errors: { field: string; message: string }[]
}) {
  const errorOf = (field: string) =>
    props.errors.find((error) => error.field === field)?.message ?? null
  return (
    <Page title="The first administrator">
      <h1>{props.administrator ? `Welcome, ${props.administrator}` : 'Welcome'}</h1>
      <p>
        This link signs in the first administrator. It works once; from then on, you sign in by
        email.
      </p>
      {props.errors.map((error) => (
        <Complaint {...error} />
      ))}
      <form method="post" action="/sign-in/first">
        <input type="hidden" name="token" value={props.token} />
        {props.administrator === null && (
          <>
            <label for="name">Your name</label>
            <input
              id="name"
              name="name"
              autocomplete="name"
              required
              value={props.name}
              {...invalid(errorOf('name'), 'name')}
            />
            <label for="email">Your email address</label>
            <input
              id="email"
              name="email"
              type="email"
              autocomplete="email"
              required
              value={props.email}
              {...invalid(errorOf('email'), 'email')}
            />
          </>
        )}
        <button type="submit">Sign in</button>
      </form>
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

function Again(props: { email: string; next: string; fieldKey: string }) {
  return (
    <>
      <input type="hidden" name="key" value={props.fieldKey} />
      <input type="hidden" name="next" value={props.next} />
      <input type="hidden" name="email" value={props.email} />
    </>
  )
}

export function CodeField(props: { error: string | null }) {
  return (
    <>
      <label for="code">Six-digit code</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        {...invalid(props.error, 'code')}
      />
    </>
  )
}

export function Complaint(props: { field: string; message: string }) {
  return (
    <div role="alert">
      <p>
        <a href={`#${props.field}`} id={`${props.field}-error`}>
          {props.message}
        </a>
      </p>
    </div>
  )
}

function invalid(error: string | null, field: string) {
  return error ? { 'aria-invalid': true, 'aria-describedby': `${field}-error` } : {}
}

function signInFor(next: string): string {
  return next === '/me' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}
