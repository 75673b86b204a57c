import type { LedgerKind } from '../../domain/ledger.ts'
import { formatCents } from '../../domain/money.ts'
import type { Happened } from '../../readmodels/happened.ts'
import { Moment } from './day.tsx'
import { StateBadge } from './list.tsx'
import { stripeWords } from './stripe-words.ts'
import { webinarStages } from './webinar-words.ts'
import { mailStates, memberStates, orderStates, passStates, type State } from './words.ts'

/** What happened, the latest first: who, when, before and after. */
export function Timeline({ happened }: { happened: readonly Happened[] }) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      {happened.length === 0 ? (
        <p class="empty">Nothing is written down yet.</p>
      ) : (
        <ol class="steps timeline">
          {happened.map((one) => (
            <li class={one.source === 'command' && one.outcome === 'applied' ? 'done' : undefined}>
              <p>
                <What happened={one} />
              </p>
              <p class="small quiet">
                <Moment at={one.at} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function What({ happened }: { happened: Happened }) {
  switch (happened.source) {
    case 'mail':
      return (
        <>
          Mail to {happened.to}:{' '}
          <a href={`/console/mail/${happened.id}`}>{happened.title ?? spaced(happened.kind)}</a>{' '}
          <StateBadge state={mailStates[happened.state]} />
        </>
      )
    case 'money':
      return (
        <>
          {moneyWords[happened.kind]}: <strong class="amount">{formatCents(happened.cents)}</strong>
        </>
      )
    case 'command':
      return <Command {...happened} />
  }
}

function Command(props: Extract<Happened, { source: 'command' }>) {
  const { kind, subject, about, actor, outcome, before, after } = props
  const isFact = kind === 'stripeFact'
  const byStripe = isFact && actor === 'stripe'
  return (
    <>
      <strong>{isFact ? stripeWords(about) : spaced(kind)}</strong>
      {!byStripe && `, ${whoDid(props)}`}
      {outcome === 'refused' && !byStripe && (
        <>
          {' '}
          <span class="badge wrong">Refused</span>
        </>
      )}
      {outcome === null && (
        <>
          {' '}
          <span class="badge waits">To be worked on</span>
        </>
      )}
      {after !== null && before !== after && (
        <span class="quiet">
          {' '}
          · {before !== null && `${stageWords(subject, before)} `}→ {stageWords(subject, after)}
        </span>
      )}
    </>
  )
}

const others: Record<string, string> = {
  applicant: 'by the applicant',
  buyer: 'by the buyer',
  holder: 'by the holder',
  inquirer: 'by who asked',
  clock: 'by the clock',
  stripe: 'by Stripe',
  operator: 'by an operator in Temporal',
}

function whoDid({ by, actor }: { by: string | null; actor: string }): string {
  if (by !== null) return `by ${by}`
  const [role = ''] = actor.split(':')
  return others[role] ?? `by ${spaced(role)}`
}

const moneyWords: Record<LedgerKind, string> = {
  charge: 'Charged',
  fee: 'Fee of a bounced check',
  'credit-note': 'Charge taken back',
  payment: 'Paid',
  reversal: 'Payment taken back',
  'credit-in': 'Paid with credit',
  'credit-out': 'Became credit',
  refund: 'Refunded',
  'refund-returned': 'Refund came back',
  'write-off': 'Written off',
  reinstatement: 'Owed again',
}

const states: Record<string, Record<string, State>> = {
  membership: memberStates,
  order: orderStates,
  pass: passStates,
  webinar: webinarStages,
}

function stageWords(subject: string, stage: string): string {
  const [process = ''] = subject.split(':')
  return states[process]?.[stage]?.label ?? spaced(stage)
}

/** `acceptPurchaseOrder` and `po-submitted` as words. */
function spaced(name: string): string {
  const words = name.replaceAll('-', ' ').replace(/([a-z])([A-Z])/g, '$1 $2')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
