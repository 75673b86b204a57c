import {
  button,
  facts,
  type Letter,
  link,
  note,
  paragraph,
  personalLetter,
  quotation,
} from './letter.ts'
import { lookInJunk } from './words.ts'

type Inquiry = {
  name: string | null
  inquiryNumber: string
  /** What it is about, in words: 'a group discount'. */
  about: string
  link: string
}

/** Confirms that an inquiry has arrived, and by when a person answers. */
export function inquiryReceived(
  props: Inquiry & { question: string | null; answeredBy: string },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `We have your question (${props.inquiryNumber})`,
    preheader: `You will have an answer by ${props.answeredBy}.`,
    blocks: [
      paragraph(
        `Thank you for writing to us about ${props.about}. A person will read it, and you will
          have an answer by ${props.answeredBy}. ${lookInJunk}`,
      ),
      props.question && paragraph('This is what reached us:'),
      props.question && quotation(props.question),
      link('See your question and its answer', props.link),
      note(`Your question is number ${props.inquiryNumber}.`),
    ],
  })
}

/** Carries the answer to whoever asked. */
export function inquiryAnswered(
  props: Inquiry & {
    answer: string
    answeredBy: string
    next: { label: string; link: string } | null
  },
): Letter {
  const { next } = props
  return personalLetter({
    name: props.name,
    subject: `An answer to your question (${props.inquiryNumber})`,
    preheader: `About ${props.about}, from ${props.answeredBy}.`,
    blocks: [
      paragraph(`You asked us about ${props.about}. ${props.answeredBy} has answered:`),
      quotation(props.answer),
      next && button(next.label, next.link),
      paragraph('If that does not settle it, you are welcome to write again on its page.'),
      link('See your question and its answer', props.link),
    ],
  })
}

/** Says that an inquiry is closed, and how it was settled. */
export function inquiryClosed(props: Inquiry & { outcome: string | null }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your question is closed (${props.inquiryNumber})`,
    preheader: `About ${props.about}.`,
    blocks: [
      paragraph(`Your question about ${props.about} is closed.`),
      props.outcome && quotation(props.outcome),
      facts([['Number', props.inquiryNumber]]),
      paragraph('If you have another question, please write to us anytime.'),
      link('See your question and its answer', props.link),
    ],
  })
}
