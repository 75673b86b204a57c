import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { Factor } from '../readmodels/factor.ts'
import { Field } from './field.tsx'
import { ButtonForm, ErrorSummary, type Filled, Form, Hidden } from './form.tsx'
import { Page } from './layout.tsx'
import { ByPasskey } from './passkey.tsx'
import { Table } from './table.tsx'
import { When } from './when.tsx'

/** What an administrator shows beside the mail, with ways to add and to take away. */
export function Security(props: {
  factors: readonly Factor[]
  codesLeft: number
  formKey: string
}) {
  const { factors, codesLeft, formKey } = props
  return (
    <Page title="Security">
      <h1>Security</h1>
      <p class="lead">
        Refunds, exports and roles ask who is there again. An authenticator app on your phone
        answers that in a moment, and so does a passkey: your fingerprint, face or security key.
      </p>
      <Table
        caption="What you can show"
        isCaptionHidden
        columns={[
          { title: 'What', isHead: true, cell: ({ name }) => name },
          { title: 'Added', cell: ({ addedAt }) => <When at={addedAt} /> },
          { title: 'Last used', cell: ({ usedAt }) => (usedAt ? <When at={usedAt} /> : 'Never') },
          {
            title: 'Action',
            cell: ({ id, name }) => (
              <ButtonForm
                action="/me/security/removals"
                fieldKey={formKey}
                label={
                  <>
                    Remove <span class="visually-hidden">{name}</span>
                  </>
                }
                isSecondary
              >
                <Hidden name="factor" value={id} />
              </ButtonForm>
            ),
          },
        ]}
        rows={factors}
        empty="Nothing yet: whoever reads your mail could act in your name. Add an authenticator now."
      />
      {factors.length > 0 && <p>{codesLeft} recovery codes are left on your paper.</p>}
      <p class="actions">
        <a href="/me/security/authenticators/new" class="button">
          Add an authenticator
        </a>
        <a href="/me/security/passkeys/new" class="button secondary">
          Add a passkey
        </a>
        <a href="/me/sessions">Where you are signed in</a>
      </p>
    </Page>
  )
}

/** The key that an app takes in, and a code of it as proof that it did. */
export function AddAuthenticator(props: {
  secret: string
  uri: string
  sealed: string
  filled: Filled
}) {
  const { secret, uri, sealed, filled } = props
  return (
    <Page title="Add an authenticator" hasErrors={filled.errors.length > 0}>
      <h1>Add an authenticator</h1>
      <ol>
        <li>
          Open an authenticator app on your phone, such as Google Authenticator, 1Password or Aegis.
        </li>
        <li>
          Add an account with this key:{' '}
          <strong class="key">{secret.match(/.{1,4}/g)?.join(' ')}</strong>, or on this device:{' '}
          <a href={uri}>open my app</a>.
        </li>
        <li>Type the six digits that it shows.</li>
      </ol>
      <Form action="/me/security/authenticators" filled={filled} submit="Add this authenticator">
        <Hidden name="sealed" value={sealed} />
        <CodeField filled={filled} label="Six digits from the app" />
      </Form>
    </Page>
  )
}

/** Shown once: the way back in when the phone is gone. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Page title="Keep these recovery codes">
      <h1>Added: now keep these recovery codes</h1>
      <p class="lead">
        Print these ten codes, or write them down. Each works once, in place of what you have just
        added. They are not shown again.
      </p>
      <ul class="keys">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href="/me/security" class="button">
          I have kept them
        </a>
      </p>
    </Page>
  )
}

/** Asks who is there, before what is worth it. */
export function Prove(props: {
  next: string
  canProve: boolean
  passkey: PublicKeyCredentialRequestOptionsJSON | null
  filled: Filled
}) {
  const { next, canProve, passkey, filled } = props
  return (
    <Page
      title="Is it you?"
      hasErrors={filled.errors.length > 0 || filled.refusal !== null}
      scripts={passkey ? ['passkey'] : []}
    >
      <h1>Is it you?</h1>
      {canProve ? (
        <>
          <p class="lead">For this we ask again, every 12 hours.</p>
          <ErrorSummary filled={filled} />
          {passkey && <ByPasskey next={next} options={passkey} filled={filled} />}
          <p>
            {passkey ? 'Or type' : 'Type'} the six digits from your authenticator, or one of your
            recovery codes.
          </p>
          <Form
            action="/sign-in/proof"
            filled={filled}
            submit="Go on"
            isSecondary={passkey !== null}
            hasNoSummary
          >
            <Hidden name="next" value={next} />
            <CodeField filled={filled} label="Code" />
          </Form>
        </>
      ) : (
        <>
          <p class="lead">
            Refunds, exports and roles need more than a mail. Add an authenticator first, or a
            passkey: it takes a minute.
          </p>
          <p class="actions">
            <a href="/me/security/authenticators/new" class="button">
              Add an authenticator
            </a>
            <a href="/me/security/passkeys/new" class="button secondary">
              Add a passkey
            </a>
          </p>
        </>
      )}
    </Page>
  )
}

function CodeField({ filled, label }: { filled: Filled; label: string }) {
  return (
    <Field name="code" label={label} size="short" autocomplete="one-time-code" filled={filled} />
  )
}
