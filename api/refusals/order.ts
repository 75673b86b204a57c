import type { Sentences } from './sentence.ts'

const stages: Record<string, string> = {
  quoted: 'a quote',
  'quote-expired': 'a quote that has expired',
  'awaiting-card': 'waiting for a card payment',
  expired: 'expired without a payment',
  'part-refunded': 'refunded in part',
  refunded: 'refunded',
  disputed: 'paid, with a payment that is disputed at the bank',
  'po-submitted': 'waiting for its purchase order to be accepted',
  'po-declined': 'without a purchase order, since that was declined',
  invoiced: 'accepted and invoiced',
  'part-paid': 'paid in part',
  overdue: 'overdue',
  'on-hold': 'on hold',
  paid: 'paid',
  'written-off': 'written off',
  cancelled: 'canceled',
}

const ways: Record<string, string> = {
  'shared-login': 'one shared log-in',
  'niche-academy': 'hosting in Niche Academy',
}

export const orderRefusals: Sentences = {
  'not-placed': () => 'This order was never placed.',
  'placed-already': () => 'This order is placed already.',
  'order-already': ({ text, by, at }) =>
    `This order is already ${stages[text('stage')] ?? text('stage')}${by}${at}.`,

  'no-such-webinar': () => 'There is no such webinar.',
  'webinar-not-on-sale': () =>
    'This webinar cannot be ordered now: it is not on sale, or its recording is not there yet.',
  'no-such-pass-product': () => 'There is no such pass.',
  'product-not-in-list': () => 'This product is not sold for this webinar.',
  'seats-out-of-range': ({ text }) =>
    `Please order from ${text('minimumSeats')} to ${text('maximumSeats')} seats.`,
  'one-log-in-only': () => 'A group showing is one log-in.',
  'team-too-small': ({ text }) =>
    `A team is ${text('minimumSeats')} log-ins or more; please order fewer as individual log-ins.`,
  'order-as-team': ({ text }) =>
    `From ${text('minimumSeats')} log-ins on please order a team, which costs less.`,
  'many-passes-by-inquiry': () =>
    'Several passes are by agreement: please write to us, and we will make you an offer.',
  'access-not-for-product': ({ text }) =>
    `${capital(ways[text('access')] ?? 'This way in')} is not offered for this product.`,
  'check-expected-too-late': ({ on }) =>
    `Please expect the check by ${on('latest')} at the latest.`,
  'free-is-one-log-in': () => 'A pass gives its holder one log-in.',
  'pass-not-valid': () =>
    'This pass does not open this webinar, or is not valid now. You can still order a log-in.',
  'no-pass-to-renew': () => 'There is no such pass that could be renewed.',
  'renewed-already': () => 'The next term of this pass is paid already.',
  'renewal-not-open': ({ on }) => `This pass can be renewed from ${on('opensOn')} on.`,
  'reinstatement-over': ({ on }) =>
    `This pass could be renewed until ${on('lastOn')}; please order a new one.`,
  'more-people-than-seats': ({ text }) =>
    text('people') === '1'
      ? 'No seat is left for this person.'
      : `These are ${text('people')} people, and there are ${text('seats')} seats for them.`,
  'nothing-open-to-carry': () =>
    'Nothing is open on this invoice, so there is nothing to bring over.',

  'not-a-quote': () => 'This order is not a quote.',
  'accept-quote-first': () =>
    'This is a quote, and nobody has accepted it yet: please accept it first.',
  'quote-accepted': ({ by, at }) => `This quote was accepted already${by}${at}.`,
  'quote-over': ({ on }) =>
    `The prices of this quote were held until ${on('heldUntil')}. Please ask for a new quote, or order at today’s prices.`,
  'quote-not-reinstated': () =>
    'Nobody accepted this quote, so nothing can be taken up again: please make a new one.',
  'agreed-price-by-quote': () =>
    'A price is agreed on by quote; the quote can be accepted at once.',
  'agreed-price-out-of-range': ({ money }) => `Please agree on at most ${money('maximumCents')}.`,
  'price-agreed': () =>
    'The price of this order was agreed on for all of its seats: please write to us, and we will agree on another one.',

  'no-purchase-order': () => 'This order is not paid by purchase order.',
  'no-invoice-now': () =>
    'Only an order that waits for a card, or whose purchase order was declined, changes to an invoice.',
  'card-being-asked': () =>
    'The page for paying by card is being made just now: please look again in a moment.',
  'card-result-unknown': () =>
    'You have just paid, and the bank has not told us yet: please wait a moment, and do not pay again.',
  'nothing-to-refund': () =>
    'Nothing was paid for this order, or all of it is on its way back: there is nothing to refund.',
  'more-than-received': ({ money }) =>
    `Only ${money('availableCents')} can be refunded, and ${money('cents')} is more than that.`,
  'more-than-payment': ({ money }) =>
    `Only ${money('availableCents')} of that payment can go back, and ${money('cents')} is more.`,
  'no-such-payment': () => 'This order has no such card payment.',
  'no-such-line': () => 'This order has no such line.',
  'more-than-line': ({ text }) =>
    `That line has ${text('quantity')}, and ${text('wanted')} is more than that.`,
  'no-such-refund': () => 'There is no such refund.',
  'refund-while-disputed': () =>
    'A payment of this order is disputed, and its bank has the money until that is decided: please answer the dispute at Stripe.',
  'refund-the-whole': () =>
    'Only log-ins of which some stay are refunded by line: please refund the whole, or an amount.',
  'no-check-to-send': () => 'No check is to be sent for this order.',
  'checkout-open': () => 'The page for paying by card is open already: please use that one.',
  'stripe-knows-nothing': () => 'Stripe knows nothing of this, so nothing was changed.',
  'nothing-to-pay': () => 'Nothing is to be paid for this order, so it has no invoice.',
  'not-invoiced': () => 'There is no invoice for this order yet.',
  'due-not-later': ({ on }) =>
    `Please give a date after today and after ${on('formerly')}, when it is due now.`,
  'due-too-late': ({ on }) => `Please give a date up to ${on('latest')}.`,
  'on-hold': () =>
    'Access is on hold until the payment is here; a later due date ends the hold too.',
  'accept-first': () => 'The purchase order waits to be accepted; please accept it first.',
  'released-already': ({ at }) => `Everything was opened before${at}.`,

  'payment-not-on-order': () => 'This payment never was on this order.',
  'payment-already-reversed': () => 'This payment was taken back from this order already.',
  'cents-not-positive': () => 'Please give an amount above zero.',
  'no-fee-open': () => 'No fee is open on this order.',
  'credit-too-small': ({ money }) =>
    `There is ${money('creditCents')} of credit, and ${money('cents')} is more than that.`,
  'more-than-open': ({ money }) =>
    `${money('openCents')} is open, and ${money('cents')} is more than that.`,
  'paid-so-refund': ({ money }) =>
    `${money('receivedCents')} has been paid for this order, so it cannot be canceled. Please ask for a refund: write to us, and we will send the money back.`,
  'not-closed': ({ text }) =>
    `This order is ${stages[text('stage')] ?? text('stage')}; only one that was canceled or written off is reinstated.`,

  'one-log-in': ({ text }) =>
    `This order gives access by ${ways[text('access')] ?? 'one log-in'}, so there are no people to name.`,
  'one-holder': () => 'This order is for its one holder.',
  'nobody-new': () => 'Everybody on this list has a seat of this order already.',
  'too-many-people': ({ text }) => `At most ${text('most')} people can have a seat of one order.`,
  'no-such-seat': () => 'There is no such seat on this order.',
  'seat-unnamed': () => 'Nobody has this seat yet; please name somebody for it.',
  'has-a-seat': () => 'This person has a seat of this order already.',
  'attended-so-administrator': () =>
    'The webinar has begun, so whoever has this seat may have been there. Please write to us to pass it on.',
  'nothing-open': () => 'This order opens nothing yet, so there is nothing to send.',
  'paid-so-no-fewer': () =>
    'Money has been received for this order, so its seats cannot be reduced any more.',
  'no-seats-to-reduce': () => 'This order is not for a number of log-ins.',
  'not-fewer': ({ text }) =>
    `This order is for ${text('seats')} seats; please give a smaller number, or place another order for more.`,
  'seats-have-names': ({ text }) =>
    `${text('named')} people would keep a seat, and ${text('seats')} seats are too few for them; please say who leaves.`,
  'too-many-leave': ({ text }) =>
    `The order gets ${text('fewer')} seats smaller, so that many can leave at most.`,
  'not-hosted-elsewhere': () => 'This order is not hosted in Niche Academy.',
  'hosted-already': () => 'It was said before that this is hosted.',
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
