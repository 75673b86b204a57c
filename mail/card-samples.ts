import * as card from './card.ts'
import type { Letter } from './letter.ts'
import { link, name, ordered } from './money-samples.ts'
import * as refund from './refund.ts'

export const cardBuilders: Record<string, unknown> = { ...card, ...refund }

const paid = {
  ...ordered,
  paidCents: 32_500,
  appliedCents: 32_500,
  creditCents: 0,
  totalCents: 32_500,
  earlierCents: 0,
  openCents: 0,
  receivedOn: 'November 23, 2026',
}
const desk = {
  orderNumber: '2041',
  payer: 'City of Springfield',
  cents: 9_900,
  openCents: 9_900,
  link,
}

/** The letters about cards, refunds and disputes. */
export const cardLetters: [kind: string, letter: Letter][] = [
  ['cardPaymentReceived', card.cardPaymentReceived(paid)],
  [
    'cardPaymentReceived',
    card.cardPaymentReceived({
      ...paid,
      appliedCents: 20_000,
      earlierCents: 5_000,
      openCents: 7_500,
    }),
  ],
  [
    'cardPaymentReceived',
    card.cardPaymentReceived({ ...paid, appliedCents: 20_000, creditCents: 12_500 }),
  ],
  ['cardCreditKept', card.cardCreditKept({ ...ordered, creditCents: 9_900 })],
  ['cardExpired', card.cardExpired({ ...ordered, openCents: 9_900 })],
  [
    'renewalDeclined',
    card.renewalDeclined({ ...ordered, openCents: 49_900, retryOn: 'November 26, 2026' }),
  ],
  ['renewalDeclined', card.renewalDeclined({ ...ordered, openCents: 49_900, retryOn: null })],
  ['paidTwiceCredit', card.paidTwiceCredit({ ...ordered, creditCents: 49_900 })],
  ['refundByCheck', refund.refundByCheck({ ...ordered, cents: 9_900 })],
  ['refundSent', refund.refundSent({ ...ordered, name, cents: 9_900, how: 'Check 5521' })],
  ['refundArrived', refund.refundArrived({ ...ordered, cents: 9_900, isCredit: false })],
  ['refundArrived', refund.refundArrived({ ...ordered, cents: 9_900, isCredit: true })],
  [
    'disputeLost',
    refund.disputeLost({
      ...ordered,
      reversedCents: 9_900,
      openCents: 9_900,
      suspendedOn: 'December 3, 2026',
    }),
  ],
  [
    'disputeLost',
    refund.disputeLost({ ...ordered, reversedCents: 9_900, openCents: 9_900, suspendedOn: null }),
  ],
  ['disputeDecided', refund.disputeDecided({ ...desk, isWon: true })],
  ['disputeDecided', refund.disputeDecided({ ...desk, isWon: false })],
]
