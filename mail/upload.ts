import { administratorsNotice, button, facts, type Letter, paragraph } from './letter.ts'

/** Tells the administrators that a buyer sent a purchase order as a file. */
export function purchaseOrderFile(props: {
  orderNumber: string
  purchaseOrderNumber: string | null
  buyer: string
  organisation: string | null
  fileName: string
  link: string
}): Letter {
  const { orderNumber, organisation, buyer } = props
  return administratorsNotice({
    subject: `Purchase order as a file: ${organisation ?? buyer}, order ${orderNumber}`,
    preheader: props.fileName,
    blocks: [
      paragraph(
        'A buyer sent the purchase order of an order as a file. It is kept with the order.',
      ),
      facts([
        ['Order', orderNumber],
        ['PO number', props.purchaseOrderNumber],
        ['Buyer', buyer],
        ['Organization', organisation],
        ['File', props.fileName],
      ]),
      button('See the file', props.link),
    ],
  })
}
