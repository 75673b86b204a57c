import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import { may } from '../../domain/permission.ts'
import type { CheckInFull } from '../../readmodels/check.ts'
import type { Happened } from '../../readmodels/happened.ts'
import { Field, Radios, Select } from '../field.tsx'
import { ErrorSummary, type Filled, Form, unfilled } from '../form.tsx'
import { useSite } from '../site.ts'
import { Facts, Table } from '../table.tsx'
import { When } from '../when.tsx'
import { checkStages, endedWords } from './check-words.ts'
import { openPageOf } from './holder.ts'
import { Console, InTemporal } from './layout.tsx'
import { Saved } from './saved.tsx'
import { type OpenOrder, Shares } from './shares.tsx'
import { Timeline } from './timeline.tsx'

/** The forms of the page, each sent to an address of its own. */
export type CheckForm = 'allocations' | 'moves' | 'reversals' | 'attributions'

export interface CheckShown {
  check: CheckInFull
  /** Orders of whose check it is, on which something is open. */
  open: readonly OpenOrder[]
  happened: readonly Happened[]
  temporal: string | null
  formKey: string
  sent: { form: CheckForm; filled: Filled } | null
  saved: string | null
}

/** A check: what it pays, what is left of it, and what can be done about it. */
export function CheckPage(props: CheckShown) {
  const { check, sent, saved, temporal } = props
  const { person } = useSite()
  const { label, tone } = checkStages[check.stage]
  const mayAct = may(person?.role ?? null, 'record payments') && check.stage !== 'reversed'
  return (
    <Console title={`Check ${check.number}`} hasErrors={sent !== null}>
      <p class="eyebrow">
        <a href="/console/money">Money</a>
      </p>
      <h1>
        Check {check.number} of {check.payer}
      </h1>
      <Saved what={saved} />
      {sent && <ErrorSummary filled={sent.filled} />}
      <p class="lead">
        {formatCents(check.cents)} <span class={`badge ${tone}`.trim()}>{label}</span>
      </p>
      <CheckFacts check={check} temporal={temporal} />
      <Allocations check={check} />
      {mayAct && <Doing {...props} />}
      <Timeline happened={props.happened} />
    </Console>
  )
}

function CheckFacts({ check, temporal }: { check: CheckInFull; temporal: string | null }) {
  const { receivedOn, restCents, holder, memo, deposit, reversedAt, reversalReason } = check
  return (
    <Facts
      facts={[
        ['Received on', formatDate(receivedOn)],
        ['Left of it', restCents > 0 && formatCents(restCents)],
        ['Whose credit that is', holder && <a href={openPageOf(holder)}>See what they owe</a>],
        ['Memo line', memo],
        ['Deposit', deposit && <a href={`/console/deposits/${deposit}`}>See the slip</a>],
        ['Recorded', <When at={check.recordedAt} />],
        [
          'Taken back',
          reversedAt && (
            <>
              <When at={reversedAt} />, {reversalReason && endedWords[reversalReason]}
            </>
          ),
        ],
        ['Process', temporal && <InTemporal url={temporal} />],
      ]}
    />
  )
}

function Allocations({ check }: { check: CheckInFull }) {
  return (
    <>
      <h2>What it pays</h2>
      <Table
        caption="What it pays"
        isCaptionHidden
        rows={check.allocations}
        columns={[
          {
            title: 'Order',
            cell: ({ order }) => <a href={`/console/orders/${order}`}>{order}</a>,
            isHead: true,
          },
          { title: 'Since', cell: ({ allocatedAt }) => <When at={allocatedAt} /> },
          {
            title: 'Until',
            cell: ({ endedAt, endedBecause }) =>
              endedAt ? (
                <>
                  <When at={endedAt} />
                  {endedBecause && `, ${endedWords[endedBecause]}`}
                </>
              ) : (
                'it stands'
              ),
          },
          { title: 'Amount', cell: ({ cents }) => formatCents(cents), isNumber: true },
        ]}
        empty="It pays no order yet."
      />
    </>
  )
}

function Doing(props: CheckShown) {
  const { check, open } = props
  const held = check.allocations.filter(({ endedAt }) => endedAt === null)
  const allocated = filledOf(props, 'allocations')
  return (
    <section aria-labelledby="doing">
      <h2 id="doing">What you can do</h2>
      {check.restCents > 0 && (
        <details open>
          <summary>Give what is left to orders</summary>
          <Form
            action={actionOf(props, 'allocations')}
            filled={allocated}
            submit="Give it to these orders"
            hasNoSummary
          >
            <Shares open={open} filled={allocated} />
          </Form>
        </details>
      )}
      {check.stage === 'unattached' && <Attribution {...props} />}
      {held.length > 0 && <Move {...props} held={held} />}
      <Reversal {...props} held={held} />
    </section>
  )
}

function Attribution(props: CheckShown) {
  const filled = filledOf(props, 'attributions')
  return (
    <details open={isOpen(props, 'attributions')}>
      <summary>Say whose it is</summary>
      <Form
        action={actionOf(props, 'attributions')}
        filled={filled}
        submit="Keep it as their credit"
        hasNoSummary
      >
        <Field
          name="creditOf"
          label="Number of one of their orders"
          hint="What is left becomes the credit of who placed it, or of their organization."
          inputmode="numeric"
          size="short"
          filled={filled}
        />
      </Form>
    </details>
  )
}

type Held = CheckInFull['allocations']

function Move(props: CheckShown & { held: Held }) {
  const filled = filledOf(props, 'moves')
  return (
    <details open={isOpen(props, 'moves')}>
      <summary>Move what one order has to another</summary>
      <Form action={actionOf(props, 'moves')} filled={filled} submit="Move it" hasNoSummary>
        <Select
          name="from"
          label="Order that has it"
          choices={choices(props.held)}
          filled={filled}
        />
        <Field
          name="to"
          label="Number of the order that shall have it"
          inputmode="numeric"
          size="short"
          filled={filled}
        />
      </Form>
    </details>
  )
}

function Reversal(props: CheckShown & { held: Held }) {
  const filled = filledOf(props, 'reversals')
  return (
    <details open={isOpen(props, 'reversals')}>
      <summary>Take it back</summary>
      <p>Each order that it paid owes again what it had, and hears of it.</p>
      <Form
        action={actionOf(props, 'reversals')}
        filled={filled}
        submit="Take the check back"
        hasNoSummary
      >
        <Radios
          name="reason"
          label="Why"
          choices={[
            { value: 'bounced', label: 'It bounced' },
            { value: 'typed-wrongly', label: 'It was typed wrongly' },
          ]}
          filled={filled}
        />
        <Field
          name="feeCents"
          label="Fee in dollars that the payer is asked for"
          hint="Only where it bounced."
          inputmode="decimal"
          size="short"
          isOptional
          filled={filled}
        />
        {props.held.length > 1 && (
          <Select
            name="feeOrder"
            label="Order that is asked for the fee"
            choices={[{ value: '', label: 'The first that owes anything' }, ...choices(props.held)]}
            isOptional
            filled={filled}
          />
        )}
      </Form>
    </details>
  )
}

function choices(held: Held) {
  return held.map(({ order, cents }) => ({
    value: order,
    label: `Order ${order}: ${formatCents(cents)}`,
  }))
}

function isOpen({ sent }: CheckShown, form: CheckForm): boolean {
  return sent?.form === form
}

function actionOf({ check }: CheckShown, form: CheckForm): string {
  return `/console/checks/${check.id}/${form}`
}

function filledOf({ sent, formKey }: CheckShown, form: CheckForm): Filled {
  return sent?.form === form ? sent.filled : unfilled(`${formKey}-${form}`)
}
