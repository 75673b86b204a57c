import type { Letter } from './letter.ts'
import { link, name } from './money-samples.ts'
import * as certificate from './tax-certificate.ts'
import * as upload from './upload.ts'

export const uploadBuilders: Record<string, unknown> = { ...certificate, ...upload }

const library = { organisation: 'Springfield Public Library', fileName: 'exempt.pdf', link }
const told = { ...library, name }
const ending = { number: 'E-9912', validUntil: 'June 30, 2027' }

/** A letter of every kind about files and certificates, each with the name of its builder. */
export const uploadLetters: [string, Letter][] = [
  [
    'purchaseOrderFile',
    upload.purchaseOrderFile({
      ...library,
      orderNumber: '2050',
      purchaseOrderNumber: 'PO-7781',
      buyer: name,
    }),
  ],
  ['taxCertificateToCheck', certificate.taxCertificateToCheck({ ...library, orderNumber: '2050' })],
  ['taxCertificateOnFile', certificate.taxCertificateOnFile({ ...told, ...ending })],
  [
    'taxCertificateRefused',
    certificate.taxCertificateRefused({ ...told, reason: 'It is not signed.' }),
  ],
  ...[false, true].flatMap((isOver): [string, Letter][] => [
    [
      'taxCertificateEnding',
      certificate.taxCertificateEnding({ ...told, ...ending, number: null, isOver }),
    ],
    [
      'taxCertificateEndingDesk',
      certificate.taxCertificateEndingDesk({ ...library, ...ending, isOver }),
    ],
  ]),
]
