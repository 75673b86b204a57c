import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import { may } from '../../domain/permission.ts'
import type { Check } from '../../readmodels/check.ts'
import type { Deposit } from '../../readmodels/deposit.ts'
import type { Whereabouts } from '../../readmodels/ledger.ts'
import type { Page } from '../../readmodels/page.ts'
import { useSite } from '../site.ts'
import { Facts, More, Table } from '../table.tsx'
import { checkStages } from './check-words.ts'
import { Console } from './layout.tsx'

export interface MoneyShown {
  where: Whereabouts
  checks: Page<Check>
  deposits: readonly Deposit[]
  payer: string
  number: string
}

/** The way to everything about money, and the checks that came. */
export function Money({ where, checks, deposits, payer, number }: MoneyShown) {
  const { person } = useSite()
  const more =
    checks.next && `/console/money?${new URLSearchParams({ payer, number, cursor: checks.next })}`
  return (
    <Console title="Money">
      <h1>Money</h1>
      <div class="actions">
        {may(person?.role ?? null, 'record payments') && (
          <>
            <a href="/console/checks/new" class="button">
              Record a check
            </a>
            <a href="/console/deposits/new" class="button secondary">
              Record a deposit
            </a>
          </>
        )}
        <a href="/console/open">What is open</a>
        <a href="/console/sales">Sales</a>
      </div>
      <h2>Checks</h2>
      <form method="get" action="/console/money" class="inline no-print">
        <div class="field">
          <label for="payer">From whom</label>
          <input type="search" id="payer" name="payer" value={payer} />
        </div>
        <div class="field">
          <label for="number">Number of the check</label>
          <input type="search" id="number" name="number" value={number} />
        </div>
        <button type="submit" class="secondary">
          Show these
        </button>
      </form>
      <Checks checks={checks.items} />
      <More href={more} />
      <Deposits deposits={deposits} />
      <Where where={where} />
    </Console>
  )
}

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <Table
      caption="Checks, the latest received first"
      rows={checks}
      columns={[
        {
          title: 'From whom',
          cell: ({ id, payer }) => <a href={`/console/checks/${id}`}>{payer}</a>,
          isHead: true,
        },
        { title: 'Number', cell: ({ number }) => number },
        { title: 'Received on', cell: ({ receivedOn }) => formatDate(receivedOn) },
        {
          title: 'State',
          cell: ({ stage }) => (
            <span class={`badge ${checkStages[stage].tone}`.trim()}>
              {checkStages[stage].label}
            </span>
          ),
        },
        { title: 'Amount', cell: ({ cents }) => formatCents(cents), isNumber: true },
        {
          title: 'Left of it',
          cell: ({ restCents }) => (restCents > 0 ? formatCents(restCents) : '–'),
          isNumber: true,
        },
      ]}
      empty="There is no such check. Those that you record stand here."
    />
  )
}

function Deposits({ deposits }: { deposits: readonly Deposit[] }) {
  if (deposits.length === 0) return null
  return (
    <>
      <h2>Deposits</h2>
      <Table
        caption="The latest deposits"
        isCaptionHidden
        rows={deposits}
        columns={[
          {
            title: 'Deposit',
            cell: ({ id, number }) => <a href={`/console/deposits/${id}`}>{number}</a>,
            isHead: true,
          },
          { title: 'Banked on', cell: ({ bankedOn }) => formatDate(bankedOn) },
          { title: 'Checks', cell: ({ count }) => count, isNumber: true },
          { title: 'Total', cell: ({ totalCents }) => formatCents(totalCents), isNumber: true },
        ]}
        empty="None yet."
      />
    </>
  )
}

function Where({ where }: { where: Whereabouts }) {
  return (
    <>
      <h2>Where all money is</h2>
      <p>Each cent that came is in one place only.</p>
      <div class="split">
        <Facts
          facts={[
            ['Came by check', formatCents(where.checksCents)],
            ['Came by card', formatCents(where.cardsCents)],
            ['Came otherwise', formatCents(where.otherwiseCents)],
          ]}
        />
        <Facts
          facts={[
            ['Pays orders', formatCents(where.ordersCents)],
            ['Is credit', formatCents(where.creditCents)],
            ['Paid out', formatCents(where.paidOutCents)],
            ['Refunded', formatCents(where.refundedCents)],
            ['Nobody knows whose', formatCents(where.unattachedCents)],
            ['Under way', formatCents(where.underWayCents)],
          ]}
        />
      </div>
    </>
  )
}
