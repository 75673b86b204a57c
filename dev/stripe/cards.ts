/** What a bank says to a charge. */
export type Verdict = 'succeeds' | 'authenticates' | Decline

export interface Decline {
  code: string
  declineCode?: string
  /** Stripe's own sentence. */
  message: string
}

/** One of Stripe's published test cards. */
export interface TestCard {
  number: string
  brand: 'amex' | 'mastercard' | 'visa'
  /** What it is for, in the list on the hosted page. */
  label: string
  /** With its holder at the hosted page. */
  present: Verdict
  /** Charged later, when its holder is not there. */
  later: Verdict
  /** What becomes of a payment after it has succeeded. */
  aftermath?: 'disputed' | 'refund-fails' | 'refund-pends'
}

const declined: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
}
const insufficientFunds: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
}
const expired: Decline = { code: 'expired_card', message: 'Your card has expired.' }
const wrongCvc: Decline = {
  code: 'incorrect_cvc',
  message: "Your card's security code is incorrect.",
}
const processingError: Decline = {
  code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
}
const authenticationRequired: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

export const authenticationFailed: Decline = {
  code: 'payment_intent_authentication_failure',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

export const goodCard = '4242424242424242'

/** The cards of https://docs.stripe.com/testing that the hosted page lists. */
export const testCards: TestCard[] = [
  card(goodCard, 'Payment succeeds', 'succeeds'),
  card('4000000000000002', 'Card is declined', declined),
  card('4000000000009995', 'Insufficient funds', insufficientFunds),
  card('4000002760003184', '3-D Secure asks for authentication', 'authenticates', {
    later: authenticationRequired,
  }),
  card('4000000000000341', 'Saved well, declined later', 'succeeds', { later: declined }),
  card('4000000000000069', 'Card has expired', expired),
  card('4000000000000127', 'Security code is wrong', wrongCvc),
  card('4000000000000119', 'Processing error', processingError),
  card('4000000000000259', 'Paid, then disputed', 'succeeds', { aftermath: 'disputed' }),
  card('4000000000005126', 'Paid; a refund fails', 'succeeds', { aftermath: 'refund-fails' }),
  card('4000000000007726', 'Paid; a refund takes time', 'succeeds', { aftermath: 'refund-pends' }),
  card('5555555555554444', 'Mastercard succeeds', 'succeeds', { brand: 'mastercard' }),
]

/** The test card of that number, spaces or not; a number of nobody's is none. */
export function testCard(number: string): TestCard | undefined {
  const digits = number.replaceAll(/\D/g, '')
  return testCards.find((one) => one.number === digits)
}

/** In groups of four, as it stands on a card. */
export function groupedNumber(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
}

function card(
  number: string,
  label: string,
  present: Verdict,
  more: Partial<TestCard> = {},
): TestCard {
  return { number, brand: 'visa', label, present, later: present, ...more }
}
