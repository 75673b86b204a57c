import { formatCents } from '../domain/money.ts'
import {
  type Block,
  button,
  facts,
  type Letter,
  link,
  list,
  paragraph,
  personalLetter,
} from './letter.ts'
import { counted } from './words.ts'

export type PassFacts = {
  name: string | null
  passNumber: string
  title: string
  /** The term, in words; the last day counts. */
  startsOn: string
  endsOn: string
  link: string
}

type Renewal = PassFacts & { priceCents: number | null; renewLink: string }

/** Says that the pass is valid, until when, and what it opens. */
export function passActive(props: PassFacts & { opens: string; seats: number | null }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your pass is active until ${props.endsOn}`,
    preheader: props.title,
    blocks: [
      paragraph('Thank you! Your pass is active.'),
      passFacts(props, [['Log-ins', props.seats === null ? null : String(props.seats)]]),
      paragraph(`It opens ${props.opens}:`),
      list([
        'all earlier recordings,',
        'the live sessions of the new webinars, for which you register free of charge, and',
        'the recordings of the new ones.',
      ]),
      button('See what your pass opens', props.link),
      paragraph(
        `Anything you register for while your pass is valid stays yours, even after it ends. We
          will remind you well before that.`,
      ),
    ],
  })
}

/** Reminds a holder that the term ends in 60, 30 or 7 days, or today. */
export function renewalReminder(props: Renewal & { daysLeft: 60 | 30 | 7 | 0 }): Letter {
  const { endsOn, daysLeft } = props
  const when = daysLeft === 0 ? 'today' : `in ${counted(daysLeft, 'day')}`
  return personalLetter({
    name: props.name,
    subject: daysLeft === 0 ? 'Your pass ends today' : `Your pass ends ${when}, on ${endsOn}`,
    preheader: 'You lose nothing by renewing early.',
    blocks: [
      paragraph(
        `Your pass “${props.title}” ends ${when}. If you would like to keep it, you can renew it
          now. The new term begins when this one ends, so you lose nothing by renewing early.`,
      ),
      passFacts(props, [priceRow(props)]),
      button('Renew my pass', props.renewLink),
      paragraph(
        daysLeft === 0
          ? `If you need more time, you have 30 days: the new term will still begin where this
            one ends.`
          : `If you would rather not, there is nothing you need to do. What you registered for
            stays yours.`,
      ),
    ],
  })
}

/** Tells a holder a month and a week before the end that the saved card will be charged, and how to stop that. */
export function chargeNotice(props: Renewal & { daysLeft: 30 | 7; chargeCents: number }): Letter {
  const price = formatCents(props.chargeCents)
  return personalLetter({
    name: props.name,
    subject: `Your pass renews after ${props.endsOn}: ${price} by card`,
    preheader: 'There is nothing you need to do.',
    blocks: [
      paragraph(
        `Your pass “${props.title}” ends in ${counted(props.daysLeft, 'day')}. As you agreed, it
          renews by itself: after ${props.endsOn} we will charge ${price} to the card that Stripe keeps
          for you, and send you a receipt.`,
      ),
      passFacts(props, [['Price of the new term', price]]),
      paragraph(
        `If you would rather not, open your pass and remove the card, or let the pass end. You can do
          that until the last day, and nothing is charged.`,
      ),
      button('Open my pass', props.link),
    ],
  })
}

/** Confirms that no card is charged any more. */
export function cardRemoved(props: PassFacts): Letter {
  return personalLetter({
    name: props.name,
    subject: 'Your card is no longer kept for your pass',
    preheader: 'Nothing will be charged by itself.',
    blocks: [
      paragraph(
        `The card for your pass “${props.title}” is removed, here and at Stripe. Nothing will be
          charged by itself. We will remind you before the pass ends, and you can renew it then.`,
      ),
      passFacts(props, []),
      link('See your pass', props.link),
    ],
  })
}

/** Reminds a holder in the days of grace, 7 and 21 days after the end. */
export function graceReminder(props: Renewal & { daysSince: 7 | 21; graceEndsOn: string }): Letter {
  const { endsOn, graceEndsOn } = props
  return personalLetter({
    name: props.name,
    subject: `Your pass ended on ${endsOn}. You can still renew it`,
    preheader: `Renew by ${graceEndsOn}, and there is no gap.`,
    blocks: [
      paragraph(
        `Your pass “${props.title}” ended ${counted(props.daysSince, 'day')} ago. Until
          ${graceEndsOn} you can renew it without a gap: the new term begins where the old one
          ended.`,
      ),
      passFacts(props, [priceRow(props)]),
      button('Renew my pass', props.renewLink),
      paragraph(
        `After ${graceEndsOn} it lapses, and only what you registered for stays open to you.`,
      ),
    ],
  })
}

/** Says that the pass has lapsed, and how to get it back. */
export function lapsed(props: Renewal & { reinstateUntil: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'Your pass has lapsed',
    preheader: `You can have it back until ${props.reinstateUntil}.`,
    blocks: [
      paragraph(
        `Your pass “${props.title}” ended on ${props.endsOn} and was not renewed, so it has
          lapsed. Everything you registered for while it was valid stays yours; the rest of what
          it opened is closed now.`,
      ),
      passFacts(props, [priceRow(props)]),
      paragraph(
        `Until ${props.reinstateUntil} you can have it back. The new year then begins on the day
          we receive your payment.`,
      ),
      button('Get my pass back', props.renewLink),
      paragraph('Thank you for being with us this past year.'),
    ],
  })
}

/** Confirms a renewal and names the new term. */
export function renewed(props: PassFacts): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your pass is renewed until ${props.endsOn}`,
    preheader: props.title,
    blocks: [
      paragraph('Thank you! Your pass is renewed. This is its new term:'),
      passFacts(props),
      link('See what your pass opens', props.link),
    ],
  })
}

/** Confirms that a lapsed pass is back. */
export function passReinstated(props: PassFacts): Letter {
  return personalLetter({
    name: props.name,
    subject: `Welcome back: your pass is active until ${props.endsOn}`,
    preheader: props.title,
    blocks: [
      paragraph(
        'Welcome back! Your pass is active again, and everything it covers is open to you.',
      ),
      passFacts(props),
      button('See what your pass opens', props.link),
    ],
  })
}

/** Confirms that a pass will end with its term, because its holder wants so. */
export function passCancelled(props: PassFacts): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your pass will end on ${props.endsOn}`,
    preheader: 'It will not be renewed, as you asked.',
    blocks: [
      paragraph(
        `As you asked, your pass “${props.title}” will not be renewed. Until ${props.endsOn} all
          that it covers stays open to you, and what you registered for stays yours after that.`,
      ),
      passFacts(props),
      paragraph('If you change your mind before that day, you can keep it on its page.'),
      link('Go to your pass', props.link),
    ],
  })
}

function passFacts(pass: PassFacts, more: [string, string | null][] = []): Block {
  return facts([
    ['Pass', pass.title],
    ['Number', pass.passNumber],
    ['Valid', `${pass.startsOn} to ${pass.endsOn}`],
    ...more,
  ])
}

/** An agreed price may not be settled yet; then no price is named. */
function priceRow({ priceCents }: Renewal): [string, string | null] {
  return ['Renewal', priceCents === null ? null : formatCents(priceCents)]
}
