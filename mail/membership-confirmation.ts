import { unreachable } from '../domain/unreachable.ts'
import {
  type Block,
  button,
  code,
  type Letter,
  note,
  paragraph,
  personalLetter,
  quotation,
} from './letter.ts'
import { counted, lookInJunk } from './words.ts'

type Confirmation = { link: string; code: string }

/**
 * Asks whoever applied to confirm the address. It repeats nothing that was typed into the form, so
 * that nobody can send words of their own to a stranger through us.
 */
export function confirmAddress(props: Confirmation & { days: number }): Letter {
  return personalLetter({
    name: null,
    subject: 'Please confirm your email address',
    preheader: 'One click, and we can read your application.',
    blocks: [
      paragraph(
        `Thank you for applying for our free membership. Please confirm that this address is
          yours:`,
      ),
      ...confirmation(props),
      paragraph(`The link and the code work for ${counted(props.days, 'day')}.`),
      paragraph(
        `Once you have confirmed, one of us will read your application, usually within one
          working day. You will hear from us by email either way. ${lookInJunk}`,
      ),
      notYou,
    ],
  })
}

/** Reminds an applicant who has not confirmed yet, after one day and after three. */
export function confirmNudge(props: Confirmation & { daysLeft: number }): Letter {
  return personalLetter({
    name: null,
    subject: 'Your application is waiting for you to confirm your address',
    preheader: `You have ${counted(props.daysLeft, 'day')} left to confirm.`,
    blocks: [
      paragraph(
        `You applied for our free membership, and only one step is missing. Please confirm that
          this address is yours, and we will read your application:`,
      ),
      ...confirmation(props),
      paragraph(
        `The link and the code work for ${counted(props.daysLeft, 'more day', 'more days')}.
          After that the application is closed, and you are welcome to apply again.`,
      ),
      notYou,
    ],
  })
}

/** Answers an application from somebody who is a member already. */
export function alreadyMember(props: { name: string | null; link: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'You are already a member',
    preheader: 'There is nothing you need to apply for.',
    blocks: [
      paragraph(
        `We received an application for membership with your address. Good news: you are a member
          already, so there is nothing you need to apply for or wait for.`,
      ),
      button('Go to your membership', props.link),
      note('If it was not you who applied, there is nothing you need to do. Nothing has changed.'),
    ],
  })
}

/** Answers an application from somebody whose earlier one is still open, with what it waits for. */
export function alreadyApplying(
  props: { appliedOn: string } & (
    | ({ waitsFor: 'confirmation' } & Confirmation)
    | { waitsFor: 'decision'; name: string | null }
    | { waitsFor: 'answer'; name: string | null; question: string; link: string }
  ),
): Letter {
  return personalLetter({
    name: props.waitsFor === 'confirmation' ? null : props.name,
    subject: 'We already have your application',
    preheader: `It reached us on ${props.appliedOn}.`,
    blocks: [
      paragraph(
        `We just received another application for membership with your address. Your first one
          reached us on ${props.appliedOn} and is still active, so there is no need to apply
          again.`,
      ),
      ...nextStep(props),
    ],
  })
}

/** Answers an application that comes before the date that was named with the rejection. */
export function mayReapplyLater(props: { name: string | null; mayReapplyOn: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: `You can apply again on ${props.mayReapplyOn}`,
    preheader: 'We could not take your application yet.',
    blocks: [
      paragraph(
        `Thank you for applying again. When we answered your last application, we asked you to
          wait until ${props.mayReapplyOn}, so we have not taken this one.`,
      ),
      paragraph(
        `You are welcome to apply from that day on. If something important has changed in the
          meantime, please write to us.`,
      ),
    ],
  })
}

const notYou = note(
  `If it was not you who applied, there is nothing you need to do: without a confirmation, nobody
    becomes a member.`,
)

function confirmation(props: Confirmation): Block[] {
  return [
    button('Confirm my address', props.link),
    paragraph('Or enter this code on the page where you applied:'),
    code(props.code),
  ]
}

function nextStep(props: Parameters<typeof alreadyApplying>[0]): Block[] {
  switch (props.waitsFor) {
    case 'confirmation':
      return [
        paragraph('One step is missing. Please confirm that this address is yours:'),
        ...confirmation(props),
        notYou,
      ]
    case 'decision':
      return [
        paragraph(
          `One of us will read it soon. There is nothing you need to do, and you will hear from
            us by email. ${lookInJunk}`,
        ),
      ]
    case 'answer':
      return [
        paragraph('We asked you something, and your answer is all that is missing:'),
        quotation(props.question),
        button('Answer the question', props.link),
      ]
    default:
      return unreachable(props)
  }
}
