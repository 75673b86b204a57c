import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { Application } from '../../readmodels/membership.ts'
import type { Message } from '../../readmodels/message.ts'
import type { ListedOrder } from '../../readmodels/order-list.ts'
import type { Organisation } from '../../readmodels/organisation.ts'
import type { Pass } from '../../readmodels/pass.ts'
import type { Column } from '../table.tsx'
import { Day, Moment } from './day.tsx'
import { type Found, ListPage, type Sought, StateBadge } from './list.tsx'
import {
  choicesOf,
  mailStates,
  memberStates,
  orderStates,
  passStates,
  productWords,
} from './words.ts'

interface Listed<R> {
  sought: Sought
  found: Found<R>
}

const memberColumns: Column<Application>[] = [
  {
    title: 'Name',
    cell: ({ id, name }) => <a href={`/console/members/${id}`}>{name}</a>,
    isHead: true,
  },
  { title: 'Email', cell: ({ email }) => email },
  { title: 'Organization', cell: ({ organisation }) => organisation },
  { title: 'State', cell: ({ stage }) => <StateBadge state={memberStates[stage]} /> },
  { title: 'Since', cell: ({ since }) => <Day at={since} /> },
]

/** Members and applicants. */
export function MemberList({ sought, found }: Listed<Application>) {
  return (
    <ListPage
      title="Members"
      path="/console/members"
      sought={sought}
      searchBy="name, address or organization"
      stages={choicesOf(memberStates)}
      columns={memberColumns}
      found={found}
      empty="Nobody has applied yet."
    />
  )
}

/** The columns of orders, also of pages that show some of them. */
export const orderColumns: Column<ListedOrder>[] = [
  {
    title: 'Order',
    cell: ({ number }) => <a href={`/console/orders/${number}`}>{number}</a>,
    isHead: true,
  },
  {
    title: 'For',
    cell: ({ organisation, buyer }) => organisation?.name ?? buyer.name ?? buyer.email,
  },
  {
    title: 'What',
    cell: ({ product, webinar, pass, seats }) =>
      `${seats && product === 'team' ? `${seats} log-ins` : productWords[product]}, ${webinar?.title ?? pass?.title ?? ''}`,
  },
  { title: 'State', cell: ({ stage }) => <StateBadge state={orderStates[stage]} /> },
  { title: 'Placed', cell: ({ placedAt }) => <Day at={placedAt} /> },
  { title: 'Total', cell: ({ totalCents }) => formatCents(totalCents), isNumber: true },
  {
    title: 'Open',
    cell: ({ openCents }) => (openCents === 0 ? '–' : formatCents(openCents)),
    isNumber: true,
  },
]

/** Orders, the latest first. */
export function OrderList({ sought, found }: Listed<ListedOrder>) {
  return (
    <ListPage
      title="Orders"
      path="/console/orders"
      sought={sought}
      searchBy="number, PO, buyer or organization"
      stages={choicesOf(orderStates)}
      columns={orderColumns}
      found={found}
      empty="Nothing was ordered yet."
    />
  )
}

const organisationColumns: Column<Organisation>[] = [
  {
    title: 'Name',
    cell: ({ id, name }) => <a href={`/console/organisations/${id}`}>{name}</a>,
    isHead: true,
  },
  { title: 'Orders', cell: ({ orders }) => orders, isNumber: true },
  { title: 'Last order', cell: ({ lastOrderAt }) => lastOrderAt && <Day at={lastOrderAt} /> },
  {
    title: 'Tax exempt until',
    cell: ({ exemptUntil }) => exemptUntil && formatDate(exemptUntil),
  },
  {
    title: 'Open',
    cell: ({ openCents }) => (openCents === 0 ? '–' : formatCents(openCents)),
    isNumber: true,
  },
  {
    title: 'Credit',
    cell: ({ creditCents }) => (creditCents === 0 ? '–' : formatCents(creditCents)),
    isNumber: true,
  },
]

/** Organizations with what they owe. */
export function OrganisationList({ sought, found }: Listed<Organisation>) {
  return (
    <ListPage
      title="Organizations"
      path="/console/organisations"
      sought={sought}
      searchBy="name"
      stages={[]}
      columns={organisationColumns}
      found={found}
      empty="No organization has ordered yet."
    />
  )
}

/** The columns of passes, also of pages that show some of them. */
export const passColumns: Column<Pass>[] = [
  {
    title: 'Pass',
    cell: ({ number }) => <a href={`/console/passes/${number}`}>{number}</a>,
    isHead: true,
  },
  { title: 'Holder', cell: ({ holder, email }) => holder ?? email },
  { title: 'What', cell: ({ title }) => title },
  {
    title: 'State',
    cell: ({ stage, isSuspended }) => (
      <StateBadge state={isSuspended ? { label: 'Suspended', tone: 'wrong' } : passStates[stage]} />
    ),
  },
  { title: 'Until', cell: ({ endsOn }) => endsOn && formatDate(endsOn) },
]

/** Passes by number. */
export function PassList({ sought, found }: Listed<Pass>) {
  return (
    <ListPage
      title="Passes"
      path="/console/passes"
      sought={sought}
      searchBy="number or holder"
      stages={choicesOf(passStates)}
      columns={passColumns}
      found={found}
      empty="No pass was bought yet."
    />
  )
}

/** The columns of mail, also of pages that show some of it. */
export const mailColumns: Column<Message>[] = [
  {
    title: 'Subject',
    cell: ({ id, title, kind }) => (
      <a href={`/console/mail/${id}`}>{title ?? kind.replaceAll('-', ' ')}</a>
    ),
    isHead: true,
  },
  { title: 'To', cell: ({ email, sentTo }) => sentTo ?? email },
  { title: 'State', cell: ({ state }) => <StateBadge state={mailStates[state]} /> },
  { title: 'When', cell: ({ settledAt, sendAt }) => <Moment at={settledAt ?? sendAt} /> },
]

/** Mail with its fate, the newest first. */
export function MailList({ sought, found }: Listed<Message>) {
  return (
    <ListPage
      title="Mail"
      path="/console/mail"
      sought={sought}
      searchBy="address"
      stages={choicesOf(mailStates)}
      columns={mailColumns}
      found={found}
      empty="No mail was written yet."
    >
      <p class="actions">
        <a href="/console/mailings">Mailings to everybody with a place</a>
        <a href="/console/mail/templates">Letters, as they are written</a>
      </p>
    </ListPage>
  )
}
