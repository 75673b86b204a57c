import type { Hand } from './hand.ts'
import { dayFromNow } from './pass-holder.ts'
import { todayOf } from './story.ts'
import type { World } from './world.ts'

/** How an administrator clears a kind of what waits: by what its title is known, and what is done about it in place. */
export interface Rule {
  title: RegExp
  clear: (item: Hand, world: World) => Promise<void>
}

const pressed = (button: string) => (item: Hand) => item.presses(button)

const typed = (deed: string, fields: Record<string, string>) => async (item: Hand) => {
  await item.unfolds(deed)
  await item.fills(fields)
  await item.presses(deed)
}

const closed = typed('This is done', { 'Note (optional)': 'Seen to.' })
const reason = { Reason: 'It is not complete.' }
const paidOut = typed('Say that credit was given back', { How: 'Check 1204' })

/** What is left once something was done about it, and somebody has to say so. */
export const closing: Rule = { title: /./, clear: closed }

/** What there is to do about each kind of what waits. */
export const inboxRules: Record<string, Rule> = {
  application: { title: /^Rita Rejected/, clear: typed('Reject', reason) },
  inquiry: { title: /^Ida Inquirer/, clear: typed('Answer', { 'Your answer': 'Gladly.' }) },
  'purchase-order': { title: /^Acceptville: /, clear: pressed('Accept the purchase order') },
  'purchase-order declined': {
    title: /^Declineville: /,
    clear: typed('Decline the purchase order', reason),
  },
  'join-details-missing': {
    title: /has no join details$/,
    clear: typed('Set the join details', { 'Link to join': 'https://meet.example/soon' }),
  },
  'recording-missing': {
    title: /has no recording yet$/,
    clear: typed('Publish the recording', {
      'Link to the recording': 'https://video.example/held',
      'Length in minutes': '58',
    }),
  },
  hosting: { title: /^Put .* into the Niche Academy/, clear: typed('It is in their account', {}) },
  'check-expected': { title: / from Expected Library$/, clear: recordTheCheck },
  'check-overdue': {
    title: / from Overdue Library$/,
    clear: (item, world) => typed('Move the due date', { 'Due on': dayFromNow(world, 30) })(item),
  },
  'write-off': { title: /^Write off order /, clear: typed('Write it off', reason) },
  overpaid: { title: / paid \$100\.00 too much/, clear: paidOut },
  'paid-after-close': { title: /, which is closed$/, clear: pressed('Reinstate the order') },
  'paid-for-quote': { title: /, a quote that nobody has accepted$/, clear: paidOut },
  'refund-check': {
    title: /^Send .* a check for /,
    clear: typed('Say that the check was sent', { How: 'Check 1205' }),
  },
  'refund-failed': { title: /^A refund of .* did not go through$/, clear: paidOut },
  'card-result-unknown': { title: /^Did .* pay .* by card/, clear: closed },
  'card-request-failed': { title: /^Stripe could not be asked/, clear: closed },
  'stripe-difference': { title: /^Stripe and the books differ/, clear: closed },
  'deposit-differs': { title: /was deposited, and could not be recorded$/, clear: closed },
  'credit-negative': { title: /^The credit of .* is -\$325\.00$/, clear: closed },
  'check-unallocated': { title: /^\$500\.00 of a check is credit of /, clear: closed },
  'check-unattached': { title: / belongs to nobody yet$/, clear: closed },
  'webinar-postponed': { title: / is postponed$/, clear: giveAnotherDate },
  'webinar-cancelled': { title: / is held: /, clear: closed },
  dispute: { title: / disputes /, clear: closed },
  'tax-certificate': {
    title: / sent a certificate of tax exemption$/,
    clear: (item, world) =>
      typed('Put it on file', { 'Valid until': dayFromNow(world, 365) })(item),
  },
  undeliverable: { title: / did not get the mail /, clear: pressed('Send it again') },
  undelivered: { title: /could not be worked on$/, clear: closed },
}

async function giveAnotherDate(item: Hand, world: World): Promise<void> {
  await item.follows(/ is postponed$/)
  const page = item.at((page) => page.locator('body'))
  await page.follows('Give it another date')
  await page.fills({ 'Begins on the clocks there': `${dayFromNow(world, 90)}T14:00` })
  await page.presses(/^Set the date/)
  await page.opens('/console')
}

async function recordTheCheck(item: Hand, world: World): Promise<void> {
  await item.follows('Record the check')
  const form = item.at((page) => page.locator('body'))
  await form.fills({
    'From whom, as it stands on the check': 'Expected Library',
    'Number of the check': String(Date.now()),
    'Amount in dollars': '325.00',
    'Received on': todayOf(world),
  })
  await form.presses('Record the check')
  await form.opens('/console')
}
