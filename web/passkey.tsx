import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { type Filled, Form, Hidden } from './form.tsx'
import { Page } from './layout.tsx'

/** Makes a passkey on this device, or on a security key. The one page that needs a script: browsers ask for it so. */
export function AddPasskey(props: {
  options: PublicKeyCredentialCreationOptionsJSON
  filled: Filled
}) {
  return (
    <Page title="Add a passkey" hasErrors={props.filled.refusal !== null} scripts={['passkey']}>
      <h1>Add a passkey</h1>
      <p class="lead">
        Your browser asks for your fingerprint, your face, the PIN of this device, or a security
        key. We never see any of these.
      </p>
      <Form action="/me/security/passkeys" filled={props.filled} submit="Add a passkey">
        <Hidden name="answer" value="" />
        <Asking options={JSON.stringify({ add: props.options })} />
      </Form>
      <WithoutScript />
    </Page>
  )
}

/** Asks for one of the passkeys that somebody has. */
export function ByPasskey(props: {
  next: string
  options: PublicKeyCredentialRequestOptionsJSON
  filled: Filled
}) {
  const filled = { ...props.filled, key: `passkey-${props.filled.key}` }
  return (
    <Form action="/sign-in/proof" filled={filled} submit="Use my passkey" hasNoSummary>
      <Hidden name="next" value={props.next} />
      <Hidden name="answer" value="" />
      <Asking options={JSON.stringify({ prove: props.options })} />
    </Form>
  )
}

/** What the script asks the browser for, and where it says why that did not work. */
function Asking({ options }: { options: string }) {
  return <p class="error" data-passkey={options} role="alert" hidden />
}

function WithoutScript() {
  return (
    <noscript>
      <p class="notice wrong">
        Passkeys need JavaScript.{' '}
        <a href="/me/security/authenticators/new">An authenticator app works without it.</a>
      </p>
    </noscript>
  )
}
