import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { Inquiry } from '../../readmodels/inquiry.ts'
import type { Message } from '../../readmodels/message.ts'
import type { Order } from '../../readmodels/order.ts'
import type { Organisation } from '../../readmodels/organisation.ts'
import type { Pass } from '../../readmodels/pass.ts'
import type { CertificateShown } from '../../readmodels/tax-certificate.ts'
import { Facts, More, Table } from '../table.tsx'
import { Moment } from './day.tsx'
import { orderColumns } from './lists.tsx'
import { nameOfSubject, pageOf } from './subject.ts'
import { type Around, type Offered, Thing } from './thing.tsx'
import { inquiryStates, mailStates, passStates } from './words.ts'

/** One organisation: what it owes, what we hold for it, and everything that it ordered. */
export function OrganisationPage(props: {
  organisation: Organisation
  orders: readonly Order[]
  certificates: readonly CertificateShown[]
  around: Around
}) {
  const { organisation, orders, certificates, around } = props
  const { id, name, openCents, creditCents, exemptUntil } = organisation
  return (
    <Thing
      around={around}
      path={`/console/organisations/${id}`}
      eyebrow="Organization"
      title={name}
      offers={certificates.flatMap(offersForCertificate)}
    >
      <Facts
        facts={[
          ['Open', formatCents(openCents)],
          ['Credit', formatCents(creditCents)],
          ['Orders', organisation.orders],
          ['Exempt from sales tax until', exemptUntil && formatDate(exemptUntil)],
        ]}
      />
      <h2>Orders</h2>
      <Table
        caption="Orders"
        isCaptionHidden
        columns={orderColumns}
        rows={orders}
        empty="Nothing was ordered yet."
      />
      {orders.length < organisation.orders && (
        <More
          href={`/console/orders?search=${encodeURIComponent(name)}`}
          label="Show all of its orders"
        />
      )}
      {certificates.length > 0 && <h2>Certificates of tax exemption</h2>}
      <ul>
        {certificates.map(({ file, stage, validUntil }) => (
          <li>
            <a href={`/api/v1/files/${file.id}`}>{file.fileName}</a>, {stage.replaceAll('-', ' ')}
            {validUntil && `, until ${formatDate(validUntil)}`}
          </li>
        ))}
      </ul>
    </Thing>
  )
}

function offersForCertificate({ id, stage }: CertificateShown): Offered[] {
  if (stage === 'on-file') return [{ name: 'exemptions/withdrawals', id }]
  return stage === 'sent'
    ? [
        { name: 'exemptions/acceptances', id },
        { name: 'exemptions/refusals', id },
      ]
    : []
}

/** One pass: its terms, and what happens at its end. */
export function ConsolePassPage({ pass, around }: { pass: Pass; around: Around }) {
  const { number, title, holder, email, stage, isSuspended } = pass
  const suspended = { label: 'Suspended', tone: 'wrong' } as const
  return (
    <Thing
      around={around}
      path={`/console/passes/${number}`}
      eyebrow={title}
      title={`Pass ${number}`}
      state={isSuspended ? suspended : passStates[stage]}
      offers={offersForPass(pass)}
    >
      <Facts
        facts={[
          [
            'Holder',
            <a href={`/console/members?search=${encodeURIComponent(email)}`}>{holder ?? email}</a>,
          ],
          ['Email', email],
          ['Opens', `Everything by ${pass.presenter}`],
          ['Price', formatCents(pass.priceCents)],
          ['Ends with its term', pass.cancelsAtEnd && 'Yes'],
          ['Card kept for renewals', pass.hasCard && 'Yes'],
          ['Charged at the end', pass.chargeCents !== null && formatCents(pass.chargeCents)],
        ]}
      />
      <h2>Terms</h2>
      <Table
        caption="Terms"
        isCaptionHidden
        columns={[
          { title: 'Term', cell: ({ term }) => term, isHead: true },
          { title: 'From', cell: ({ startsOn }) => formatDate(startsOn) },
          { title: 'To', cell: ({ endsOn }) => formatDate(endsOn) },
          {
            title: 'Order',
            cell: ({ order }) =>
              order === null ? 'Carried over' : <a href={`/console/orders/${order}`}>{order}</a>,
          },
        ]}
        rows={pass.terms}
        empty="No term was paid yet."
      />
    </Thing>
  )
}

function offersForPass({ number: id, isSuspended, cancelsAtEnd, stage }: Pass): Offered[] {
  if (stage === 'ended' || stage === 'pending-payment') return []
  return [
    {
      name: cancelsAtEnd ? 'passes/cancellation-undos' : 'passes/cancellations',
      id,
      isSecondary: true,
    },
    isSuspended
      ? { name: 'passes/suspension-undos', id, isSecondary: true }
      : { name: 'passes/suspensions', id },
  ]
}

const wrote = { question: 'They asked', reply: 'They wrote', answer: 'answered', note: 'noted' }

/** One question with all that was written. */
export function ConsoleInquiryPage({ inquiry, around }: { inquiry: Inquiry; around: Around }) {
  const { number: id, stage, name, owner, texts, organisation, email } = inquiry
  return (
    <Thing
      around={around}
      path={`/console/inquiries/${id}`}
      eyebrow={inquiry.about.replaceAll('-', ' ')}
      title={`Question ${id}`}
      state={inquiryStates[stage]}
      offers={[
        ...(owner === null
          ? [{ name: 'inquiries/assignments', id, isSecondary: true } as const]
          : []),
        { name: 'inquiries/answers', id },
        ...(stage === 'closed' ? [] : [{ name: 'inquiries/closings', id } as const]),
      ]}
    >
      <Facts
        facts={[
          ['From', name],
          ['Email', <a href={`mailto:${email}`}>{email}</a>],
          ['Organization', organisation],
          ['Asked', <Moment at={inquiry.receivedAt} />],
          ['Answer by', stage === 'open' && <Moment at={inquiry.dueAt} />],
          ['Looked after by', owner ?? 'Nobody yet'],
        ]}
      />
      {texts.map(({ kind, text, by, at, order }) => (
        <article>
          <h2 class="small">
            {kind === 'answer' || kind === 'note' ? `${by} ${wrote[kind]}` : wrote[kind]}
          </h2>
          <p class="written">{text}</p>
          <p class="small quiet">
            <Moment at={at} />
            {order !== null && (
              <>
                {' '}
                · leads on to <a href={`/console/orders/${order}`}>order {order}</a>
              </>
            )}
          </p>
        </article>
      ))}
    </Thing>
  )
}

/** One mail: what was sent, to where, when, and its fate. */
export function ConsoleMailPage({ message, around }: { message: Message; around: Around }) {
  const { id, title, kind, state, text, subject, smtpCode } = message
  const page = pageOf(subject)
  return (
    <Thing
      around={around}
      path={`/console/mail/${id}`}
      eyebrow="Mail"
      title={title ?? kind.replaceAll('-', ' ')}
      state={mailStates[state]}
      offers={[
        { name: 'messages/resends', id, isSecondary: true },
        ...(state === 'sent' ? [{ name: 'messages/returns', id, isSecondary: true } as const] : []),
      ]}
    >
      <Facts
        facts={[
          ['To', message.sentTo ?? message.email],
          ['About', page ? <a href={page}>{nameOfSubject(subject)}</a> : nameOfSubject(subject)],
          ['Written', <Moment at={message.writtenAt} />],
          ['To be sent', state === 'waiting' && <Moment at={message.sendAt} />],
          ['Settled', message.settledAt && <Moment at={message.settledAt} />],
          ['The server said', smtpCode],
        ]}
      />
      {text === null ? (
        <p class="empty">Its text is written when it is sent.</p>
      ) : (
        <article class="written">{text}</article>
      )}
    </Thing>
  )
}
