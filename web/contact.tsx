import type { InquirySubject } from '../domain/inquiry.ts'
import type { Inquiry, InquiryText } from '../readmodels/inquiry.ts'
import { Field, Radios, TextArea } from './field.tsx'
import { type Filled, Form } from './form.tsx'
import { Page } from './layout.tsx'
import { Facts } from './table.tsx'
import { When } from './when.tsx'

const subjects: Record<InquirySubject, string> = {
  'group-discount': 'A price for a group',
  contract: 'A contract or another agreement',
  invoice: 'An invoice, a purchase order or a check',
  trouble: 'Something does not work',
  other: 'Something else',
}

/** Asks what it is about, and whom to answer. */
export function Contact({ filled }: { filled: Filled }) {
  const choices = Object.entries(subjects).map(([value, label]) => ({ value, label }))
  return (
    <Page title="Contact us" hasErrors={filled.errors.length > 0}>
      <h1>Contact us</h1>
      <p class="lead">
        Somebody answers you by email within two working days. Your question gets a number, and a
        page where you can see what became of it.
      </p>
      <Form action="/contact" filled={filled} submit="Send my question">
        <Radios name="about" label="What is it about?" filled={filled} choices={choices} />
        <TextArea name="text" label="Your question" filled={filled} rows={7} />
        <Field name="name" label="Your name" filled={filled} autocomplete="name" />
        <Field
          name="email"
          label="Email address"
          type="email"
          filled={filled}
          autocomplete="email"
          hint="We answer to this address."
        />
        <Field
          name="organisation"
          label="Library or organization"
          filled={filled}
          autocomplete="organization"
          isOptional
        />
      </Form>
    </Page>
  )
}

const stages: Record<Inquiry['stage'], string> = {
  open: 'We have your question. Somebody answers it by email.',
  answered: 'We have answered. If something is still open, write again below.',
  closed: 'This is closed. If something is still open, write again below.',
}

/** One question, all that was written about it, and a way to write again. */
export function InquiryPage(props: { inquiry: Inquiry; action: string; filled: Filled }) {
  const { inquiry, action, filled } = props
  return (
    <Page title={`Question ${inquiry.number}`} hasErrors={filled.errors.length > 0}>
      <p class="eyebrow">{subjects[inquiry.about]}</p>
      <h1>Question {inquiry.number}</h1>
      <p class="lead">{stages[inquiry.stage]}</p>
      <Facts
        facts={[
          ['Asked', <When at={inquiry.receivedAt} />],
          ['Answer by', inquiry.stage === 'open' && <When at={inquiry.dueAt} />],
        ]}
      />
      {inquiry.texts.map((text) => (
        <Written {...text} />
      ))}
      <h2>Write again</h2>
      <Form action={action} filled={filled} submit="Send my reply" isSecondary>
        <TextArea name="text" label="Your reply" filled={filled} />
      </Form>
    </Page>
  )
}

const writers: Record<InquiryText['kind'], string> = {
  question: 'You asked',
  reply: 'You wrote',
  answer: 'We answered',
  note: 'We noted',
}

function Written({ kind, text, at }: InquiryText) {
  return (
    <article>
      <h2>{writers[kind]}</h2>
      <p class="quiet small">
        <When at={at} />
      </p>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p class="written">{paragraph}</p>
      ))}
    </article>
  )
}
