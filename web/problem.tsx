import { Page } from './layout.tsx'

/** Something that cannot be shown or done, in words, with where to go on. */
export function ProblemPage(props: {
  title: string
  detail: string
  comfort?: string | undefined
}) {
  return (
    <Page title={props.title}>
      <h1>{props.title}</h1>
      <p class="lead">{props.detail}</p>
      <p>
        {props.comfort} <a href="/">Go to the webinars</a>, or <a href="/contact">write to us</a>.
      </p>
    </Page>
  )
}

/** What was sent is kept, and its effect is still to come. */
export function Received(props: { next: string; refusal: string | null }) {
  if (props.refusal !== null) {
    return (
      <Page title="This could not be done">
        <h1>This could not be done</h1>
        <p class="lead">{props.refusal}</p>
        <p>
          <a href={props.next}>Go back</a>
        </p>
      </Page>
    )
  }
  return (
    <Page title="We have received it">
      <h1>We have received it</h1>
      <p class="lead" data-look-again role="status">
        What you sent is safe with us, and is being worked on. This takes a moment longer than
        usual.
      </p>
      <p>
        You may close this page: nothing is lost, and we send you an email.{' '}
        <a href={props.next}>Look whether it is done</a>
      </p>
    </Page>
  )
}
