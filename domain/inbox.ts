import type { Action } from './permission.ts'

/** What waits for a person, in the groups and the order in which it is worked off. */
export const inboxGroups = [
  { name: 'applications', title: 'Applications', seenBy: 'see people' },
  { name: 'inquiries', title: 'Questions', seenBy: 'see people' },
  { name: 'purchase-orders', title: 'Purchase orders', seenBy: 'see money' },
  { name: 'webinars', title: 'Join details and recordings', seenBy: 'see webinars' },
  { name: 'hosting', title: 'Hosting in Niche Academy', seenBy: 'see webinars' },
  { name: 'money', title: 'Money that came late, twice or not as expected', seenBy: 'see money' },
  { name: 'checks', title: 'Checks expected and overdue', seenBy: 'see money' },
  { name: 'disputes', title: 'Disputes', seenBy: 'see money' },
  { name: 'exemptions', title: 'Certificates of tax exemption', seenBy: 'see money' },
  { name: 'mail', title: 'Mail that did not arrive', seenBy: 'see people' },
  { name: 'stuck', title: 'Held up', seenBy: 'see the desk' },
] as const satisfies readonly { name: string; title: string; seenBy: Action }[]

export type InboxGroup = (typeof inboxGroups)[number]['name']

const groups: Record<string, InboxGroup> = {
  application: 'applications',
  inquiry: 'inquiries',
  'purchase-order': 'purchase-orders',
  'join-details-missing': 'webinars',
  'recording-missing': 'webinars',
  'webinar-postponed': 'webinars',
  hosting: 'hosting',
  'check-expected': 'checks',
  'check-overdue': 'checks',
  'write-off': 'checks',
  dispute: 'disputes',
  'tax-certificate': 'exemptions',
  undeliverable: 'mail',
  undelivered: 'stuck',
  unsettled: 'stuck',
  'card-request-failed': 'stuck',
}

/** In which group a kind of task, or of what else waits, is shown; what is not named is about money. */
export function groupOf(kind: string): InboxGroup {
  return groups[kind] ?? 'money'
}

/** Something that waits for a person, whatever it is. */
export interface Waiting {
  kind: string
  /** Of the task; of a person, an order, an inquiry or a submission where it is none. */
  id: string
  /** The process that it belongs to. */
  subject: string
  since: string
  dueAt: string | null
  /** Whom it is about: the organisation, else the person. */
  who: string | null
  /** The webinar or pass. */
  what: string | null
  /** The number of the order. */
  order: string | null
  cents: number | null
  facts: Record<string, unknown>
}
