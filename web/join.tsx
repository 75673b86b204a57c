import type { MembershipStage } from '../domain/membership.ts'
import type { Application } from '../readmodels/membership.ts'
import { Field, TextArea } from './field.tsx'
import { ButtonForm, type Filled, Form, Hidden } from './form.tsx'
import { Page } from './layout.tsx'
import { useSite } from './site.ts'
import { Facts } from './table.tsx'
import { When } from './when.tsx'

/** Signing up, in one form. */
export function Join({ filled }: { filled: Filled }) {
  return (
    <Page title="Join for free" hasErrors={filled.errors.length > 0}>
      <h1>Join for free</h1>
      <p class="lead">
        Membership costs nothing. We read each application ourselves, usually within one working
        day.
      </p>
      <Form action="/join" filled={filled} submit="Send my application">
        <Hidden name="wanted" value={filled.values.wanted ?? ''} />
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
        A member already? <a href="/sign-in">Sign in</a>. You can also register for a webinar
        without being a member.
      </p>
    </Page>
  )
}

/** What comes next, the same for every address. */
export function JoinSent(props: {
  email: string
  code: Filled
  resendKey: string
  again: boolean
}) {
  const { email, code, resendKey, again } = props
  const { sender } = useSite()
  return (
    <Page title="Check your email" hasErrors={code.errors.length > 0 || code.refusal !== null}>
      <h1>Check your email</h1>
      {again && (
        <p class="notice" role="status">
          If we know this address, the email is on its way once more.
        </p>
      )}
      <p class="lead">
        We have written to <strong>{email}</strong>. Please click the link in that email, or type
        its six-digit code here.
      </p>
      <p>
        No email within a minute? Please look in your junk or spam folder, and allow mail from{' '}
        {sender}.
      </p>
      <Form action="/join/code" filled={code} submit="Confirm my address">
        <Hidden name="email" value={email} />
        <Field
          name="code"
          label="Six-digit code"
          inputmode="numeric"
          size="short"
          filled={code}
          autocomplete="one-time-code"
        />
      </Form>
      <ButtonForm action="/join/resend" fieldKey={resendKey} label="Send it again" isSecondary>
        <Hidden name="email" value={email} />
      </ButtonForm>
      <h2>What happens next</h2>
      <ol>
        <li>You confirm your address.</li>
        <li>One of us reads your application, usually within one working day.</li>
        <li>You hear from us by email either way.</li>
      </ol>
    </Page>
  )
}

/** The address is proven by a code; the page of the application itself is opened by the link in the mail. */
export function Confirmed() {
  return (
    <Page title="Thank you, your address is confirmed">
      <h1>Thank you, your address is confirmed</h1>
      <p class="lead">
        One of us reads your application now, usually within one working day. You hear from us by
        email either way.
      </p>
      <p>
        The link in our email shows at any time how far it has come. Meanwhile,{' '}
        <a href="/">have a look at the webinars</a>: you can register for one already.
      </p>
    </Page>
  )
}

export interface ApplicationShown {
  application: Application
  /** With the secret of the applicant's own link. */
  actionOf: (form: string) => string
  answer: Filled
  formKey: string
}

/** Where an application stands, and what its applicant can do. */
export function ApplicationPage({ application, actionOf, answer, formKey }: ApplicationShown) {
  const { stage, appliedAt, confirmedAt, decidedAt, wanted, question } = application
  const { title, sentence } = stages[stage]
  const isOpen = ['verifying', 'pending', 'information-requested'].includes(stage)
  return (
    <Page title={title} hasErrors={answer.errors.length > 0 || answer.refusal !== null}>
      <p class="eyebrow">Your application</p>
      <h1>{title}</h1>
      <p class="lead">{sentence}</p>
      {stage === 'verifying' && (
        <ButtonForm
          action={actionOf('confirmations')}
          fieldKey={formKey}
          label="Confirm my address"
        />
      )}
      {stage === 'rejected' && application.reason && <p class="written">{application.reason}</p>}
      {stage === 'information-requested' && (
        <>
          <h2>Our question</h2>
          <p class="written">{question}</p>
          <Form action={actionOf('answers')} filled={answer} submit="Send my answer">
            <TextArea name="text" label="Your answer" filled={answer} />
          </Form>
        </>
      )}
      {stage === 'active' && <Welcome wanted={wanted} />}
      <ol class="steps" aria-label="How far it has come">
        <Step done at={appliedAt} label="You applied" />
        <Step
          done={confirmedAt !== null}
          at={confirmedAt}
          label="You confirmed your address"
          isNow={stage === 'verifying'}
        />
        <Step
          done={decidedAt !== null}
          at={decidedAt}
          label="We read your application"
          isNow={stage === 'pending' || stage === 'information-requested'}
        />
        <Step done={stage === 'active'} at={null} label="You are a member" />
      </ol>
      <Facts
        facts={[
          ['Name', application.name],
          ['Email address', application.email],
          ['Organization', application.organisation],
          ['Role', application.role],
        ]}
      />
      {isOpen && (
        <details>
          <summary>Take the application back</summary>
          <p>We delete nothing, but nobody reads it any more. You can apply again at any time.</p>
          <ButtonForm
            action={actionOf('withdrawals')}
            fieldKey={formKey}
            label="Withdraw my application"
            isSecondary
          />
        </details>
      )}
    </Page>
  )
}

function Step(props: { done: boolean; at: string | null; label: string; isNow?: boolean }) {
  const { done, at, label, isNow } = props
  return (
    <li class={done ? 'done' : undefined} aria-current={isNow ? 'step' : undefined}>
      {label}
      {at && (
        <span class="quiet small">
          , <When at={at} />
        </span>
      )}
    </li>
  )
}

function Welcome({ wanted }: { wanted: string | null }) {
  return (
    <p class="actions">
      {wanted ? (
        <a href={`/webinars/${wanted}`} class="button">
          Go on to the webinar you came for
        </a>
      ) : (
        <a href="/" class="button">
          See the webinars
        </a>
      )}
      <a href="/sign-in">Sign in</a>
    </p>
  )
}

const stages: Record<MembershipStage, { title: string; sentence: string }> = {
  verifying: {
    title: 'Please confirm your address',
    sentence: 'One click, and we can read your application.',
  },
  pending: {
    title: 'We are reading your application',
    sentence: 'Usually within one working day. You hear from us by email either way.',
  },
  'information-requested': {
    title: 'We have a question',
    sentence: 'Please answer it here; then we go on reading.',
  },
  active: { title: 'Welcome, you are a member', sentence: 'Sign in any time with your address.' },
  rejected: {
    title: 'We could not accept your application',
    sentence: 'This is why. You may write to us about it.',
  },
  expired: {
    title: 'This application has expired',
    sentence: 'It was not finished in time. You can apply again at any time.',
  },
  withdrawn: {
    title: 'You have withdrawn your application',
    sentence: 'You can apply again at any time.',
  },
}
