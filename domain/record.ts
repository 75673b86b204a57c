import type { Effect, Refusal, Snapshot } from './process.ts'
import {
  refusalOfCertificate,
  type TaxCertificate,
  type TaxCertificateCommand,
} from './tax-certificate.ts'

/** A short change that waits for nothing: it is written down, and its run ends. */
export type RecordCommand =
  | { kind: 'addAdministrator' }
  | { kind: 'changeRole' }
  | { kind: 'removeAdministrator' }
  | { kind: 'mailSignIn' }
  | { kind: 'trustDomain' }
  | { kind: 'closeTask' }
  | { kind: 'resendMessage' }
  | { kind: 'reportReturn' }
  | { kind: 'sendTest' }
  | { kind: 'sendStatement' }
  | { kind: 'savePresenter' }
  | { kind: 'saveSeries' }
  | { kind: 'savePriceList' }
  | { kind: 'savePassProduct' }
  | { kind: 'carryOverRegistration' }
  | { kind: 'reportPurchaseOrderFile' }
  | { kind: 'saveProfile' }
  | { kind: 'chooseMail' }
  | TaxCertificateCommand

export type RecordEffect = Effect<RecordCommand['kind']>

/** What stands before a short change; only a certificate has rules about what may follow what. */
export interface RecordSnapshot extends Snapshot {
  taxCertificate: TaxCertificate | null
}

/** A short change is made as it is said, unless it is about a certificate that stands otherwise. */
export function decideRecord(
  state: Pick<RecordSnapshot, 'taxCertificate'> | null,
  command: RecordCommand,
): RecordEffect | Refusal {
  const refusal = isAboutCertificate(command)
    ? refusalOfCertificate(state?.taxCertificate ?? null, command)
    : null
  return refusal ?? { write: command.kind }
}

/** What stands after a short change: nothing waits, but mail that the change may have written. */
export const recorded = {
  stage: 'recorded',
  awaiting: 'nobody',
  awaitingSince: null,
  dueAt: null,
  timers: [],
} as const satisfies Partial<Snapshot>

function isAboutCertificate(command: RecordCommand): command is TaxCertificateCommand {
  return command.kind.endsWith('TaxCertificate')
}
