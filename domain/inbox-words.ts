import { formatDate } from './date.ts'
import type { Waiting } from './inbox.ts'
import { formatCents } from './money.ts'

/** What happened, in a line; and what there is to do about it. */
export interface WaitingWords {
  title: string
  todo: string
}

type Write = (waiting: Words) => WaitingWords

interface Words {
  who: string
  what: string
  order: string
  money: string
  /** A fact by its name, empty where there is none. */
  said: (name: string) => string
}

/** What waits, in words, for the inbox and the digest alike. */
export function waitingWords(waiting: Waiting): WaitingWords {
  const { who, what, order, cents, facts } = waiting
  const said = (name: string) => String(facts[name] ?? '')
  const money = cents === null ? 'an amount' : formatCents(cents)
  const write = sentences[waiting.kind] ?? other(waiting)
  return write({ who: who ?? 'Somebody', what: what ?? '', order: order ?? '', money, said })
}

const sentences: Record<string, Write> = {
  application: ({ who, said }) => ({
    title: `${who}, ${said('organisation')}`,
    todo: said('answer') ? 'They have answered your question.' : 'Approve, reject, or ask.',
  }),
  inquiry: ({ who, said }) => ({
    title: [who, said('organisation')].filter(Boolean).join(', '),
    todo: said('owner') ? `${said('owner')} looks after it.` : 'Nobody has taken it on yet.',
  }),
  'purchase-order': ({ who, order, what, said }) => ({
    title: `${who}: ${formatCents(Number(said('totalCents')))} for “${what}”`,
    todo: `Order ${order}, purchase order ${said('purchaseOrderNumber')}. When it is accepted, live attendance opens and the invoice goes out.`,
  }),
  'join-details-missing': ({ what }) => ({
    title: `“${what}” has no join details`,
    todo: 'Say how to attend: everybody with a place is mailed at once.',
  }),
  'recording-missing': ({ what }) => ({
    title: `“${what}” has no recording yet`,
    todo: 'Publish it: everybody with access is mailed, once.',
  }),
  'webinar-postponed': ({ what }) => ({
    title: `“${what}” is postponed`,
    todo: 'Give it a new date, or cancel it.',
  }),
  'webinar-cancelled': ({ who, money, order, what }) => ({
    title: `${money} of ${who} is held: “${what}” was canceled`,
    todo: `Ask whether it pays for another webinar or a pass, or goes back. Order ${order}.`,
  }),
  hosting: ({ who, what, order }) => ({
    title: `Put “${what}” into the Niche Academy account of ${who}`,
    todo: `Then say here that it is done: they are told by that. Order ${order}.`,
  }),
  'check-expected': ({ who, money, order, said }) => ({
    title: `${money} from ${who}`,
    todo: `They expected to send their check by ${day(said('expectedOn'))}. Order ${order}.`,
  }),
  'check-overdue': ({ who, money, order, said }) => ({
    title: `${money} from ${who}`,
    todo: `It was due on ${day(said('dueOn'))}${said('stage') === 'on-hold' ? ', and access is on hold' : ''}. Order ${order}.`,
  }),
  'write-off': ({ who, order, what }) => ({
    title: `Write off order ${order} of ${who}?`,
    todo: `“${what}” has been open for 120 days, and all reminders have gone out.`,
  }),
  overpaid: ({ who, money, order }) => ({
    title: `${who} paid ${money} too much for order ${order}`,
    todo: 'It is their credit. Ask whether to use it for another order or to send it back.',
  }),
  'paid-after-close': ({ who, money, order }) => ({
    title: `${who} paid ${money} for order ${order}, which is closed`,
    todo: 'It is their credit. Offer them the order reinstated, another webinar, a pass, or the money.',
  }),
  'paid-for-quote': ({ who, money, order }) => ({
    title: `${who} paid ${money} for order ${order}, a quote that nobody has accepted`,
    todo: 'It is their credit. Ask whether they accept the quote, then pay it with the credit.',
  }),
  'card-result-unknown': ({ who, money, order }) => ({
    title: `Did ${who} pay ${money} by card for order ${order}?`,
    todo: 'Stripe has not said so for 72 hours. Look for the payment in Stripe, then ask Stripe again.',
  }),
  'refund-check': ({ who, money, order }) => ({
    title: `Send ${who} a check for ${money}`,
    todo: `A refund of order ${order} goes back by check. Say here that it was sent: they are told by that.`,
  }),
  'refund-failed': ({ who, money, order }) => ({
    title: `A refund of ${money} to ${who} did not go through`,
    todo: `Stripe could not give it back onto the card. Give it back by check. Order ${order}.`,
  }),
  'credit-negative': ({ who, money }) => ({
    title: `The credit of ${who} is ${money}`,
    todo: 'A payment was taken back that had been used already. Ask them for the rest.',
  }),
  'check-unallocated': ({ who, money }) => ({
    title: `${money} of a check is credit of ${who}`,
    todo: 'Give it to one of their orders, or leave it as credit.',
  }),
  'check-unattached': ({ who, money, said }) => ({
    title: `${money} of check ${said('checkNumber')} from ${who} belongs to nobody yet`,
    todo: 'Find the order that it pays, or say whose credit it is.',
  }),
  'deposit-differs': ({ money }) => ({
    title: `A check of ${money} was deposited, and could not be recorded`,
    todo: 'The bank has it. Look at the deposit, and record the check by itself.',
  }),
  'stripe-difference': ({ money, order }) => ({
    title: `Stripe and the books differ by a payment of ${money}`,
    todo: order
      ? `Look at order ${order}, and at the payment in Stripe.`
      : 'Look for it in Stripe.',
  }),
  dispute: ({ who, money, order }) => ({
    title: `${who} disputes ${money} of order ${order}`,
    todo: 'Send the evidence in Stripe’s dashboard. Access stays as it is until it is decided.',
  }),
  'tax-certificate': ({ who, order }) => ({
    title: `${who} sent a certificate of tax exemption`,
    todo: `Record or refuse it${order ? `; it came with order ${order}` : ''}.`,
  }),
  undeliverable: ({ who, said }) => ({
    title: `${who} did not get the mail “${said('mail').replaceAll('-', ' ')}”`,
    todo: said('smtpCode')
      ? `Their mail server refused it (${said('smtpCode')}). Check the address, then send it again.`
      : 'Their mail server did not answer for three days. Check the address, then send it again.',
  }),
  'card-request-failed': ({ order }) => ({
    title: `Stripe could not be asked about order ${order}`,
    todo: 'Look at the payment in Stripe’s dashboard before anything is tried again.',
  }),
  undelivered: ({ said }) => ({
    title: `“${said('command')}” could not be worked on`,
    todo: 'It is tried again by itself. Look at the process in Temporal: it says what is in its way.',
  }),
  unsettled: ({ said }) => ({
    title: `“${said('command')}” is still to be worked on`,
    todo: 'It is tried again by itself. Look at the process in Temporal if that takes long.',
  }),
}

/** Every kind of what can wait for a person. */
export const kindsThatWait: readonly string[] = Object.keys(sentences)

function other({ kind, subject }: Waiting): Write {
  return () => ({ title: `${kind.replaceAll('-', ' ')}: ${subject}`, todo: 'Have a look at it.' })
}

function day(date: string): string {
  return date === '' ? 'a day that is not known' : formatDate(date)
}
