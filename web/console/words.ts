import type { MembershipStage } from '../../domain/membership.ts'
import type { PassStage } from '../../domain/pass.ts'
import type { Message } from '../../readmodels/message.ts'
import type { Order } from '../../readmodels/order.ts'

/** A state in a word or two, and how it is marked: it waits for somebody, is wrong, or done. */
export interface State {
  label: string
  tone: '' | 'waits' | 'wrong' | 'done'
}

const waits = (label: string): State => ({ label, tone: 'waits' })
const wrong = (label: string): State => ({ label, tone: 'wrong' })
const done = (label: string): State => ({ label, tone: 'done' })
const over = (label: string): State => ({ label, tone: '' })

export const memberStates: Record<MembershipStage, State> = {
  verifying: over('Address not confirmed'),
  pending: waits('Waits for a decision'),
  'information-requested': over('Was asked'),
  active: done('Member'),
  rejected: over('Rejected'),
  expired: over('Expired'),
  withdrawn: over('Withdrawn'),
}

export const orderStates: Record<Order['stage'], State> = {
  quoted: over('Quote'),
  'quote-expired': over('Quote expired'),
  'awaiting-card': over('Waits for the card'),
  expired: over('Not paid in time'),
  'po-submitted': waits('PO to accept'),
  'po-declined': over('PO declined'),
  invoiced: over('Invoiced'),
  'part-paid': waits('Part paid'),
  overdue: wrong('Overdue'),
  'on-hold': wrong('On hold'),
  paid: done('Paid'),
  'part-refunded': done('Part refunded'),
  refunded: over('Refunded'),
  disputed: wrong('Disputed'),
  'written-off': over('Written off'),
  cancelled: over('Canceled'),
}

export const passStates: Record<PassStage, State> = {
  'pending-payment': waits('Not paid yet'),
  active: done('Active'),
  'renewal-open': done('Can be renewed'),
  renewed: done('Renewed'),
  grace: waits('In grace'),
  lapsed: over('Lapsed'),
  reinstated: done('Reinstated'),
  ended: over('Ended'),
}

export const mailStates: Record<Message['state'], State> = {
  waiting: over('Waits to be sent'),
  sending: over('Is being sent'),
  sent: done('Sent'),
  refused: wrong('Refused'),
  expired: wrong('Given up'),
  unknown: wrong('Not known'),
  dropped: over('Not needed any more'),
}

export const inquiryStates = {
  open: waits('Open'),
  answered: done('Answered'),
  closed: over('Closed'),
} as const satisfies Record<string, State>

export const productWords: Record<Order['product'], string> = {
  individual: 'One log-in',
  team: 'Log-ins',
  'group-showing': 'Group showing',
  institution: 'Institution',
  pass: 'Pass',
}

/** Stages as the choices of a filter, each with its words. */
export function choicesOf(states: Record<string, State>): [value: string, label: string][] {
  return Object.entries(states).map(([value, { label }]) => [value, label])
}
