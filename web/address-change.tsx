import type { AddressSide } from '../domain/address.ts'
import type { AddressChange } from '../readmodels/profile.ts'
import { ErrorSummary, type Filled, Form, Hidden } from './form.tsx'
import { Page } from './layout.tsx'
import { Facts } from './table.tsx'
import { When } from './when.tsx'

interface Shown {
  change: AddressChange
  side: AddressSide
  action: string
  filled: Filled
}

/** What the link in a mailbox opens: whether the address may change, as seen by that mailbox. Opening it changes nothing. */
export function AddressChangePage({ change, side, action, filled }: Shown) {
  const title = titleOf(change, side)
  const mayAnswer = change.stage === 'open' && !hasProven(change, side)
  return (
    <Page title={title} hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <h1>{title}</h1>
      <ErrorSummary filled={filled} />
      <Facts
        facts={[
          ['Before', side === 'old' ? change.oldEmail : null],
          ['New address', change.newEmail],
          ['Say yes by', mayAnswer ? <When at={change.expiresAt} /> : null],
        ]}
      />
      {mayAnswer ? (
        <>
          <p>The address changes when this mailbox and the other one have both said yes.</p>
          <Form action={action} filled={filled} submit="Yes, change the address" hasNoSummary>
            <Hidden name="answer" value="yes" />
          </Form>
          <Form
            action={action}
            filled={{ ...filled, key: `no-${filled.key}` }}
            submit={side === 'old' ? 'No, and sign me out everywhere' : 'No, leave it as it is'}
            isSecondary
            hasNoSummary
          >
            <Hidden name="answer" value="no" />
          </Form>
        </>
      ) : (
        <p class="lead">{sentenceOf(change)}</p>
      )}
      <p class="actions">
        <a href="/me/profile">My profile</a>
        <a href="/contact">Write to us</a>
      </p>
    </Page>
  )
}

function titleOf(change: AddressChange, side: AddressSide): string {
  if (change.stage === 'changed') return 'The address has changed'
  if (change.stage !== 'open') return 'The address is as it was'
  if (hasProven(change, side)) return 'Thank you: one yes is here'
  return side === 'old' ? 'Change your email address?' : 'Is this your new email address?'
}

function hasProven({ oldProvenAt, newProvenAt }: AddressChange, side: AddressSide): boolean {
  return (side === 'old' ? oldProvenAt : newProvenAt) !== null
}

function sentenceOf({ stage }: AddressChange): string {
  switch (stage) {
    case 'open':
      return 'Now the other mailbox has to say yes: please open the mail that we sent there.'
    case 'changed':
      return 'From now on we write to the new address, and you sign in with it.'
    case 'withdrawn':
      return 'Somebody said no. If that was not you, please write to us.'
    case 'expired':
      return 'Not both mailboxes said yes within a day. You can ask again at any time.'
    case 'replaced':
      return 'It was asked for once more since then: please use the links in the newest emails.'
  }
}
