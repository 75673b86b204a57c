import {
  administratorsNotice,
  type Block,
  button,
  facts,
  type Letter,
  paragraph,
  quotation,
} from './letter.ts'

export type WaitingInquiry = {
  inquiryNumber: string
  about: string
  from: string
  email: string
  organisation: string | null
  question: string
  dueAt: string
  /** Who has taken it on; null is nobody. */
  owner: string | null
  link: string
}

/** Tells the administrators that somebody has asked something. */
export function inquiryWaiting(props: WaitingInquiry): Letter {
  return administratorsNotice({
    subject: `Question ${props.inquiryNumber} about ${props.about}, from ${props.from}`,
    preheader: `To be answered by ${props.dueAt}.`,
    blocks: [
      paragraph(
        `${props.from} has asked about ${props.about}. We promise an answer by ${props.dueAt}.`,
      ),
      ...inquiryBlocks(props),
    ],
  })
}

/** Reminds its owner, or everybody, that an answer is overdue. */
export function inquiryOverdue(props: WaitingInquiry): Letter {
  return administratorsNotice({
    subject: `Overdue: question ${props.inquiryNumber} from ${props.from}`,
    preheader: `It was to be answered by ${props.dueAt}.`,
    blocks: [
      paragraph(
        `We promised ${props.from} an answer by ${props.dueAt}, and there is none yet.
          ${props.owner ? `${props.owner} has taken it on.` : 'Nobody has taken it on.'}`,
      ),
      ...inquiryBlocks(props),
    ],
  })
}

function inquiryBlocks(inquiry: WaitingInquiry): Block[] {
  return [
    facts([
      ['Number', inquiry.inquiryNumber],
      ['From', inquiry.from],
      ['Email', inquiry.email],
      ['Organization', inquiry.organisation],
      ['Owner', inquiry.owner],
      ['Answer by', inquiry.dueAt],
    ]),
    quotation(inquiry.question),
    button('Answer the question', inquiry.link),
  ]
}
