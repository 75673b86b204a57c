import type { RecordCommand } from '../domain/record.ts'
import { certificateReminders, type TaxCertificateCommand } from '../domain/tax-certificate.ts'
import { isDate, type Messages } from './message.ts'

type UploadCommand = Extract<
  RecordCommand,
  TaxCertificateCommand | { kind: 'reportPurchaseOrderFile' }
>

/** What becomes of files that were sent; their bytes came before, and are named by the subject. */
export const uploadMessages: Messages<UploadCommand> = {
  reportPurchaseOrderFile: {
    description: 'Tells the administrators of a purchase order that came as a file. No fields.',
    read: () => ({ kind: 'reportPurchaseOrderFile' }),
  },
  sendTaxCertificate: {
    description: 'Asks an administrator to look at a certificate of tax exemption. No fields.',
    read: () => ({ kind: 'sendTaxCertificate' }),
  },
  recordTaxCertificate: {
    description:
      'Puts a certificate of tax exemption on file. Fields: validUntil (YYYY-MM-DD), number and issuingState (optional).',
    read: ({ validUntil }) => (isDate(validUntil) ? { kind: 'recordTaxCertificate' } : null),
  },
  refuseTaxCertificate: {
    description: 'Refuses a certificate that a buyer sent, and tells the buyer. Fields: reason.',
    needs: ['reason'],
    read: () => ({ kind: 'refuseTaxCertificate' }),
  },
  withdrawTaxCertificate: {
    description: 'Ends a certificate of tax exemption before its day. Fields: reason.',
    needs: ['reason'],
    read: () => ({ kind: 'withdrawTaxCertificate' }),
  },
  remindOfTaxCertificate: {
    description: 'Says that a certificate runs out. Fields: reminder. Sent by the clock.',
    read: ({ reminder }) =>
      certificateReminders.some((step) => step === reminder)
        ? { kind: 'remindOfTaxCertificate' }
        : null,
  },
}
