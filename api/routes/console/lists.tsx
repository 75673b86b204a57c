import { Hono } from 'hono'
import { localDate } from '../../../domain/calendar.ts'
import { membersFound } from '../../../readmodels/membership.ts'
import { messages } from '../../../readmodels/message.ts'
import { ordersListed } from '../../../readmodels/order-list.ts'
import { organisations } from '../../../readmodels/organisation.ts'
import { passes } from '../../../readmodels/pass.ts'
import {
  MailList,
  MemberList,
  OrderList,
  OrganisationList,
  PassList,
} from '../../../web/console/lists.tsx'
import { mailStates, memberStates, orderStates, passStates } from '../../../web/console/words.ts'
import type { ApiDeps } from '../../deps.ts'
import { byInstant, list } from './list.ts'

/** Members, orders, organisations, passes and mail. */
export function consoleListRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  people(app, deps)
  sold(app, deps)
  mail(app, deps)
  return app
}

function people(app: Hono, deps: ApiDeps): void {
  const { sql } = deps
  list(app, deps, {
    name: 'members',
    seenBy: 'see people',
    stages: memberStates,
    cursor: byInstant,
    find: (wanted) => membersFound(sql, wanted),
    page: (listed) => <MemberList {...listed} />,
    csv: {
      columns: ['name', 'email', 'organization', 'role', 'state', 'since', 'applied at'],
      cells: (row) => [
        row.name,
        row.email,
        row.organisation,
        row.role,
        row.stage,
        row.since,
        row.appliedAt,
      ],
    },
  })

  list(app, deps, {
    name: 'organisations',
    seenBy: 'see people',
    stages: {},
    cursor: /^[^\p{Cc}]{1,300}$/u,
    find: (wanted) =>
      organisations(sql, {
        ...wanted,
        today: localDate(deps.now().toISOString(), deps.organisation.zone),
      }),
    page: (listed) => <OrganisationList {...listed} />,
    csv: {
      columns: ['name', 'orders', 'last order at', 'tax exempt until', 'open', 'credit'],
      cells: (row) => [
        row.name,
        String(row.orders),
        row.lastOrderAt,
        row.exemptUntil,
        row.openCents,
        row.creditCents,
      ],
    },
  })
}

function sold(app: Hono, deps: ApiDeps): void {
  const { sql } = deps
  list(app, deps, {
    name: 'orders',
    seenBy: 'see money',
    stages: orderStates,
    cursor: byInstant,
    find: ({ stage, ...wanted }) => ordersListed(sql, { ...wanted, stage: stage || undefined }),
    page: (listed) => <OrderList {...listed} />,
    csv: {
      columns: [
        'order',
        'state',
        'placed at',
        'organization',
        'buyer',
        'email',
        'product',
        'for',
        'purchase order',
        'due on',
        'total',
        'open',
      ],
      cells: (row) => [
        row.number,
        row.stage,
        row.placedAt,
        row.organisation?.name ?? null,
        row.buyer.name,
        row.buyer.email,
        row.product,
        row.webinar?.title ?? row.pass?.title ?? null,
        row.purchaseOrderNumber,
        row.dueOn,
        row.totalCents,
        row.openCents,
      ],
    },
  })

  list(app, deps, {
    name: 'passes',
    seenBy: 'see people',
    stages: passStates,
    cursor: /^\d{1,15}$/,
    find: ({ stage, ...wanted }) =>
      passes(sql, {
        ...wanted,
        stage: (stage || undefined) as keyof typeof passStates | undefined,
      }),
    page: (listed) => <PassList {...listed} />,
    csv: {
      columns: ['pass', 'holder', 'email', 'product', 'state', 'starts on', 'ends on'],
      cells: (row) => [
        row.number,
        row.holder,
        row.email,
        row.title,
        row.stage,
        row.startsOn,
        row.endsOn,
      ],
    },
  })
}

function mail(app: Hono, deps: ApiDeps): void {
  const { sql } = deps
  list(app, deps, {
    name: 'mail',
    seenBy: 'see people',
    stages: mailStates,
    cursor: byInstant,
    find: ({ stage, ...wanted }) => messages(sql, { ...wanted, state: stage || undefined }),
    page: (listed) => <MailList {...listed} />,
    csv: {
      columns: ['kind', 'about', 'to', 'subject', 'state', 'written at', 'settled at'],
      cells: (row) => [
        row.kind,
        row.subject,
        row.sentTo ?? row.email,
        row.title,
        row.state,
        row.writtenAt,
        row.settledAt,
      ],
    },
  })
}
