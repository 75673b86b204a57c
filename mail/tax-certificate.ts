import {
  administratorsNotice,
  button,
  facts,
  type Letter,
  link,
  paragraph,
  personalLetter,
  quotation,
} from './letter.ts'

/** A certificate of tax exemption, and where it is seen to. */
type Certified = {
  organisation: string
  fileName: string
  link: string
}

/** To a person who has to do with it by an order. */
type Told = Certified & { name: string | null }

/** Where a certificate stands on the day of a reminder, in words. */
type Ending = {
  number: string | null
  /** Its last day. */
  validUntil: string
  isOver: boolean
}

/** Asks the administrators to look at a certificate that a buyer sent. */
export function taxCertificateToCheck(props: Certified & { orderNumber: string | null }): Letter {
  return administratorsNotice({
    subject: `Tax exemption certificate to check: ${props.organisation}`,
    preheader: `It came with order ${props.orderNumber ?? ''}.`,
    blocks: [
      paragraph(
        `A buyer sent a certificate of exemption from sales tax. Record its last day, or refuse it
          with a reason; the buyer is told by that.`,
      ),
      facts([
        ['Organization', props.organisation],
        ['Order', props.orderNumber],
        ['File', props.fileName],
      ]),
      button('See the certificate', props.link),
    ],
  })
}

/** Tells a buyer that the certificate is on file, and until when. */
export function taxCertificateOnFile(props: Told & Pick<Ending, 'number' | 'validUntil'>): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your tax exemption certificate is on file until ${props.validUntil}`,
    preheader: `It stands on the invoices and quotes of ${props.organisation} from now on.`,
    blocks: [
      paragraph(
        `Thank you for the tax exemption certificate of ${props.organisation}. It is on file, and
          our quotes and invoices say so from now on.`,
      ),
      facts([
        ['Certificate', props.number],
        ['Valid until', props.validUntil],
      ]),
      paragraph('We will write to you before it expires.'),
      link('See your order', props.link),
    ],
  })
}

/** Tells a buyer why the certificate cannot be used. */
export function taxCertificateRefused(props: Told & { reason: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: 'We could not use your tax exemption certificate',
    preheader: 'Please send us another one.',
    blocks: [
      paragraph(
        `We looked at the tax exemption certificate of ${props.organisation}
          (${props.fileName}), and we could not put it on file. The reason:`,
      ),
      quotation(props.reason),
      paragraph(
        `Nothing changes for your order. Please send another certificate from its page, or answer
          this email.`,
      ),
      button('See your order', props.link),
    ],
  })
}

/** Asks whoever is billed for the next certificate. */
export function taxCertificateEnding(props: Told & Ending): Letter {
  const { organisation, number, validUntil } = props
  return personalLetter({
    name: props.name,
    subject: `The tax exemption certificate of ${organisation} ${when(props)}`,
    preheader: 'Please send us the new one.',
    blocks: [
      paragraph(
        `The tax exemption certificate of ${organisation} that we have on file ${when(props)}.
          Please send us the new one from your order’s page, or answer this email with it.`,
      ),
      facts([
        ['Certificate', number],
        ['Valid until', validUntil],
      ]),
      button('See your order', props.link),
    ],
  })
}

/** Tells the administrators that a certificate runs out. */
export function taxCertificateEndingDesk(props: Certified & Ending): Letter {
  const { organisation, number, validUntil } = props
  return administratorsNotice({
    subject: `The tax exemption certificate of ${organisation} ${when(props)}`,
    preheader: 'Whoever is billed by their latest order is asked for the new one.',
    blocks: [
      paragraph(
        `The certificate ${when(props)}, and no other one of ${organisation} is on file for later.
          Whoever is billed by their latest order is asked for the new one.`,
      ),
      facts([
        ['Organization', organisation],
        ['Certificate', number],
        ['Valid until', validUntil],
      ]),
      button('See their certificates', props.link),
    ],
  })
}

function when({ isOver, validUntil }: Ending): string {
  return isOver ? `expired on ${validUntil}` : `expires on ${validUntil}`
}
