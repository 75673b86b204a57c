import type { Config } from '../config.ts'
import type { Sql } from '../database/connect.ts'
import type { Transport } from '../mail/transport.ts'
import { createPayments } from '../payments/stripe.ts'
import { type AddressActivities, addressActivities } from './address.ts'
import { type CardPollActivities, cardPollActivities } from './card-poll.ts'
import { type CardRequestActivities, cardRequestActivities } from './card-request.ts'
import { type CardTruthActivities, cardTruthActivities } from './card-truth.ts'
import { type CheckActivities, checkActivities } from './check.ts'
import { type Deliver, type DeliveryActivities, deliveryActivities } from './delivery.ts'
import { type DepositActivities, depositActivities } from './deposit.ts'
import { type DigestActivities, digestActivities } from './digest.ts'
import { type DocumentActivities, documentActivities } from './document.ts'
import {
  type EndingCertificateActivities,
  endingCertificateActivities,
} from './ending-certificates.ts'
import { type InquiryActivities, inquiryActivities } from './inquiry.ts'
import { addressWriters } from './letters/address.ts'
import { checkWriters } from './letters/check.ts'
import { digestWriters } from './letters/digest.ts'
import { inquiryWriters } from './letters/inquiry.ts'
import { membershipWriters } from './letters/membership.ts'
import { orderWriters } from './letters/order.ts'
import { orderCardWriters } from './letters/order-card.ts'
import { orderMoneyWriters } from './letters/order-money.ts'
import { orderQuoteWriters } from './letters/order-quote.ts'
import { orderRefundWriters } from './letters/order-refund.ts'
import { orderSeatWriters } from './letters/order-seat.ts'
import { passWriters } from './letters/pass.ts'
import { reconciliationWriters } from './letters/reconciliation.ts'
import { signInWriters } from './letters/sign-in.ts'
import { statementWriters } from './letters/statement.ts'
import { uploadWriters } from './letters/upload.ts'
import { webinarWriters } from './letters/webinar.ts'
import { webinarMoveWriters } from './letters/webinar-move.ts'
import { webinarTestWriters } from './letters/webinar-test.ts'
import { createLinks } from './links.ts'
import { type MailingActivities, mailingActivities } from './mailing.ts'
import { type MembershipActivities, membershipActivities } from './membership.ts'
import { type MessageActivities, messageActivities } from './message.ts'
import { type OrderActivities, orderActivities } from './order.ts'
import type { Writer } from './outbox.ts'
import { deskPapers } from './papers/desk.ts'
import { letterheadOf } from './papers/letterhead.ts'
import { orderPapers } from './papers/order.ts'
import { paymentPapers } from './papers/payment.ts'
import { type PassActivities, passActivities } from './pass.ts'
import { type ReconciliationActivities, reconciliationActivities } from './reconciliation.ts'
import { type RecordActivities, recordActivities } from './record.ts'
import { createSending } from './sending.ts'
import { type SubmissionActivities, submissionActivities } from './submission.ts'
import { type WebinarActivities, webinarActivities } from './webinar.ts'

export interface ActivityDeps {
  sql: Sql
  transport: Transport
  deliver: Deliver
  config: Pick<Config, 'publicUrl' | 'secretKey' | 'organisation' | 'stripe'>
  clock: () => string
}

export interface Activities
  extends SubmissionActivities,
    DeliveryActivities,
    MessageActivities,
    MailingActivities,
    MembershipActivities,
    InquiryActivities,
    AddressActivities,
    CardPollActivities,
    CardRequestActivities,
    CardTruthActivities,
    CheckActivities,
    DepositActivities,
    DigestActivities,
    DocumentActivities,
    EndingCertificateActivities,
    OrderActivities,
    PassActivities,
    RecordActivities,
    ReconciliationActivities,
    WebinarActivities {}

/** Every activity that a worker runs. @throws when two have one name */
export function createActivities({
  sql,
  transport,
  deliver,
  config,
  clock,
}: ActivityDeps): Activities {
  const { publicUrl, organisation } = config
  const payments = createPayments(config.stripe)
  const { zone, holidays } = organisation
  const links = createLinks(config)
  const letterDeps = { sql, links, zone }
  const writers = unique(
    membershipWriters(letterDeps),
    webinarWriters({ sql, links, workingHours: { zone, holidays }, organisation }),
    webinarMoveWriters({ ...letterDeps, organisation }),
    webinarTestWriters(letterDeps),
    inquiryWriters(letterDeps),
    addressWriters(letterDeps),
    digestWriters(letterDeps),
    checkWriters(letterDeps),
    orderWriters({ ...letterDeps, organisation }),
    orderMoneyWriters({ ...letterDeps, organisation }),
    orderCardWriters({ ...letterDeps, organisation }),
    orderRefundWriters({ ...letterDeps, organisation }),
    orderQuoteWriters({ ...letterDeps, organisation }),
    orderSeatWriters({ ...letterDeps, organisation }),
    passWriters(letterDeps),
    reconciliationWriters(letterDeps),
    signInWriters({ sql, links, secretKey: config.secretKey }),
    statementWriters({ sql, organisation }),
    uploadWriters({ sql, links }),
  ) as Record<string, Writer>
  const papers = {
    ...orderPapers({ sql, links, organisation }),
    ...paymentPapers({ sql, zone }),
    ...deskPapers({ sql, organisation }),
  }
  const sendOne = createSending({
    sql,
    transport,
    writers,
    organisation,
    links,
    publicUrl,
    clock,
  })
  const documents = documentActivities({
    sql,
    writers: papers,
    letterhead: letterheadOf(organisation),
  })
  return unique(
    submissionActivities({ sql }),
    deliveryActivities({ sql, deliver }),
    messageActivities({ sql, sendOne, render: documents.renderDocument }),
    mailingActivities({ sql, sendOne }),
    membershipActivities({ sql, workingHours: { zone, holidays } }),
    inquiryActivities({ sql, workingHours: { zone, holidays } }),
    addressActivities({ sql }),
    cardPollActivities({ sql }),
    cardRequestActivities({ sql, payments, links }),
    cardTruthActivities({ sql, payments }),
    reconciliationActivities({ sql, stripe: payments }),
    checkActivities({ sql }),
    depositActivities({ sql }),
    digestActivities({ sql, zone }),
    documents,
    endingCertificateActivities({ sql, zone }),
    orderActivities({ sql, working: { zone, holidays } }),
    passActivities({ sql, zone }),
    recordActivities({ sql }),
    webinarActivities({ sql, workingHours: { zone, holidays } }),
  ) as Activities
}

function unique(...parts: object[]): object {
  const names = parts.flatMap((part) => Object.keys(part))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Two have the name ${twice}`)
  return Object.assign({}, ...parts)
}
