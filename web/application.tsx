import { formatDate } from '../domain/date.ts'
import type { MembershipStage } from '../domain/membership.ts'
import type { Application } from '../readmodels/membership.ts'
import { TextArea } from './field.tsx'
import { ButtonForm, type Filled, Form } from './form.tsx'
import type { Wanted } from './join.tsx'
import { Page } from './layout.tsx'
import { Facts } from './table.tsx'
import { When } from './when.tsx'

export interface ApplicationShown {
  application: Application
  wanted: Wanted | null
  /** With the secret of the applicant's own link. */
  actionOf: (form: string) => string
  answer: Filled
  formKey: string
}

/** Where an application stands, and what its applicant can do. */
export function ApplicationPage(props: ApplicationShown) {
  const { application, wanted, actionOf, answer, formKey } = props
  const { stage, question, reason } = application
  const { title, sentence } = stages[stage]
  return (
    <Page title={title} hasErrors={answer.errors.length > 0 || answer.refusal !== null}>
      <p class="eyebrow">Your application</p>
      <h1>{title}</h1>
      <p class="lead">{sentence}</p>
      {stage === 'verifying' && (
        <Form action={actionOf('confirmations')} filled={answer} submit="Confirm my address" />
      )}
      {stage === 'rejected' && reason && <p class="written">{reason}</p>}
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
      {over.includes(stage) && <Again application={application} />}
      <HowFar application={application} />
      {isOpen(stage) && wanted && (
        <p>
          You came for <a href={`/webinars/${wanted.slug}`}>{wanted.title}</a>: you need not wait to
          register for it.
        </p>
      )}
      <Facts
        facts={[
          ['Name', application.name],
          ['Email address', application.email],
          ['Organization', application.organisation],
          ['Role', application.role],
        ]}
      />
      {isOpen(stage) && (
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

function Welcome({ wanted }: { wanted: Wanted | null }) {
  const next = wanted ? `/webinars/${wanted.slug}` : '/me'
  return (
    <p class="actions">
      {wanted ? (
        <a href={next} class="button">
          Go on to “{wanted.title}”
        </a>
      ) : (
        <a href="/" class="button">
          See the webinars
        </a>
      )}
      <a href={`/sign-in?${new URLSearchParams({ next })}`}>Sign in</a>
    </p>
  )
}

function Again({ application }: { application: Application }) {
  const { email, mayReapplyOn, stage } = application
  return (
    <>
      {stage === 'rejected' && mayReapplyOn && (
        <p>You may apply again from {formatDate(mayReapplyOn)} on.</p>
      )}
      <p class="actions">
        <a href={`/join?${new URLSearchParams({ email })}`} class="button secondary">
          Apply again
        </a>
        <a href="/contact">Write to us</a>
      </p>
    </>
  )
}

function HowFar({ application }: { application: Application }) {
  const { stage, appliedAt, confirmedAt, decidedAt } = application
  const isRead = stage === 'pending' || stage === 'information-requested'
  return (
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
        isNow={isRead}
      />
      {!over.includes(stage) && (
        <Step done={stage === 'active'} at={null} label="You are a member" />
      )}
    </ol>
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

const over: MembershipStage[] = ['rejected', 'expired', 'withdrawn']

function isOpen(stage: MembershipStage): boolean {
  return stage !== 'active' && !over.includes(stage)
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
