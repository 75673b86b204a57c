import { unreachable } from '../domain/unreachable.ts'
import {
  button,
  type Letter,
  note,
  paragraph,
  personalLetter,
  quotation,
  link as textLink,
} from './letter.ts'
import { counted, lookInJunk } from './words.ts'

/** Welcomes a new member and leads on to what they came for. */
export function approved(props: {
  name: string
  link: string
  wanted: { title: string; startsAt: string | null; link: string } | null
}): Letter {
  const { name, link, wanted } = props
  return personalLetter({
    name,
    subject: 'Welcome! Your membership is approved',
    preheader: wanted ? `You can now register for ${wanted.title}.` : 'You are in.',
    blocks: [
      paragraph(
        `Your membership is approved. Welcome! It is free, it does not expire, and you can now
          register for any of our webinars.`,
      ),
      ...(wanted
        ? [
            paragraph(
              `You came for
                “${wanted.title}”${wanted.startsAt ? `, live on ${wanted.startsAt}` : ''}. You
                can register for it right here:`,
            ),
            button('Register for the webinar', wanted.link),
            textLink('Your membership page', link),
          ]
        : [
            paragraph('Your membership page leads to all our webinars and recordings:'),
            button('Go to your membership', link),
          ]),
      paragraph(`When you register, we send you a confirmation right away. ${lookInJunk}`),
    ],
  })
}

/** Tells an applicant that they were not accepted, why, and when they may try again. */
export function rejected(props: {
  name: string
  reason: string | null
  mayReapplyOn: string | null
}): Letter {
  const { name, reason, mayReapplyOn } = props
  return personalLetter({
    name,
    subject: 'About your application for membership',
    preheader: 'We are sorry that we cannot accept it.',
    blocks: [
      paragraph(
        `Thank you for your interest in our community. We have read your application, and we are
          sorry that we cannot accept it.`,
      ),
      reason && paragraph('The reason:'),
      reason && quotation(reason),
      mayReapplyOn && paragraph(`You are welcome to apply again from ${mayReapplyOn} on.`),
      paragraph(
        `If you think we misunderstood something, please write to us. A person reads every
          message.`,
      ),
    ],
  })
}

/** Puts an administrator's question to an applicant. */
export function informationRequested(props: {
  name: string
  question: string
  link: string
}): Letter {
  return personalLetter({
    name: props.name,
    subject: 'A question about your application',
    preheader: 'Your answer is all we need to decide.',
    blocks: [
      paragraph(
        `Thank you for applying for membership. Before we can decide, we would like to ask you
          something:`,
      ),
      quotation(props.question),
      button('Answer the question', props.link),
      paragraph(
        `As soon as we have your answer, we will continue with your application. There is no need
          to apply again.`,
      ),
    ],
  })
}

/** Closes an application that was never confirmed, or that we never decided. */
export function applicationExpired(
  props: { applyLink: string } & (
    | { because: 'unconfirmed'; days: number }
    | { because: 'undecided'; name: string; days: number }
    | { because: 'unanswered'; name: string; days: number }
  ),
): Letter {
  const days = counted(props.days, 'day')
  return personalLetter({
    name: props.because === 'unconfirmed' ? null : props.name,
    subject: 'Your application for membership has been closed',
    preheader: 'You are welcome to apply again.',
    blocks: [
      paragraph(whyExpired(props.because, days)),
      paragraph('You are welcome to apply again. It takes two minutes and is free:'),
      button('Apply again', props.applyLink),
      props.because === 'unconfirmed' &&
        note(
          `If it was not you who applied, there is nothing you need to do. We will not write
            again.`,
        ),
    ],
  })
}

/** Apologizes after five working days without a decision. */
export function undecidedApology(props: { name: string; appliedOn: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'We are sorry that you are still waiting',
    preheader: 'Your application is with us, and we have not forgotten it.',
    blocks: [
      paragraph(
        `You applied for membership on ${props.appliedOn}, and we have not answered yet. That is
          slower than we promise, and we are sorry.`,
      ),
      paragraph(
        `Your application is safe with us, and we have reminded everyone who can decide on it.
          There is nothing you need to do. Our answer will come by email; please check your junk
          or spam folder too.`,
      ),
      paragraph(
        'If you need an answer by a certain day, please write to us, and we will take care of it.',
      ),
    ],
  })
}

/** Confirms to an applicant that they have taken the application back. */
export function withdrawn(props: { name: string | null; applyLink: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'You have withdrawn your application',
    preheader: 'Nothing else will happen.',
    blocks: [
      paragraph(
        `You have withdrawn your application for membership. Nothing else will happen, and you
          will not hear from us about it again.`,
      ),
      paragraph('If you change your mind, you are welcome anytime:'),
      textLink('Apply again', props.applyLink),
    ],
  })
}

function whyExpired(because: 'unconfirmed' | 'undecided' | 'unanswered', days: string): string {
  switch (because) {
    case 'unconfirmed':
      return `Someone applied for membership with this address, and it was not confirmed within
        ${days}. So we have closed the application.`
    case 'undecided':
      return `We did not manage to decide on your application for membership within ${days}, so
        it has been closed. That is our fault, not yours, and we are sorry.`
    case 'unanswered':
      return `We asked you a question about your application for membership and had no answer
        within ${days}. So we have closed the application.`
    default:
      return unreachable(because)
  }
}
