import { addDays } from './date.ts'
import type { Refusal } from './process.ts'

/** Where a certificate of exemption from sales tax stands; `uploaded` is kept, and nothing was said about it yet. */
export type CertificateStage = 'uploaded' | 'sent' | 'on-file' | 'refused' | 'withdrawn'

/** What is known of one: where it stands, and who brought it there. */
export interface TaxCertificate {
  stage: CertificateStage
  by: string | null
  at: string | null
}

export type TaxCertificateCommand =
  | { kind: 'sendTaxCertificate' }
  | { kind: 'recordTaxCertificate' }
  | { kind: 'refuseTaxCertificate' }
  | { kind: 'withdrawTaxCertificate' }
  | { kind: 'remindOfTaxCertificate' }

/** The steps of the ladder by which somebody is asked for the next certificate. */
export const certificateReminders = ['60-days', '14-days', 'expired'] as const

export type CertificateReminder = (typeof certificateReminders)[number]

/** The day after the certificate's last one is made up for so long where the clock stood still, in days. */
const expiredFor = 14

/** A certificate that is valid for longer is a wrong date. */
const longestYears = 20

/** From which stages each command is possible. */
const possibleFrom: Record<TaxCertificateCommand['kind'], readonly CertificateStage[]> = {
  sendTaxCertificate: ['uploaded'],
  recordTaxCertificate: ['uploaded', 'sent'],
  refuseTaxCertificate: ['sent'],
  withdrawTaxCertificate: ['on-file'],
  remindOfTaxCertificate: ['on-file'],
}

/** Why a command makes no sense for a certificate as it stands, or null where it does. */
export function refusalOfCertificate(
  certificate: TaxCertificate | null,
  { kind }: TaxCertificateCommand,
): Refusal | null {
  if (certificate === null) return { refused: 'no-certificate' }
  const { stage, by, at } = certificate
  if (possibleFrom[kind].includes(stage)) return null
  return stage === 'uploaded'
    ? { refused: 'no-certificate' }
    : { refused: `certificate-${stage}`, by, at }
}

/** Whether a date can be the last day of a certificate that is recorded today: today up to twenty years later. */
export function isValidity({ today, validUntil }: { today: string; validUntil: string }): boolean {
  const latest = `${Number(today.slice(0, 4)) + longestYears}${today.slice(4)}`
  return validUntil >= today && validUntil <= latest
}

/** The earliest and the latest last day of which something is said on a day. */
export function remindedEnds(today: string): { from: string; to: string } {
  return { from: addDays(today, -expiredFor), to: addDays(today, 60) }
}

/**
 * Which reminder a certificate is due on a day: 60 and 14 days before its last day, and on the day after it. A step that
 * was over when the certificate was recorded is not made up for.
 */
export function reminderDue({
  validUntil,
  recordedOn,
  today,
}: {
  validUntil: string
  recordedOn: string
  today: string
}): CertificateReminder | null {
  if (today > addDays(validUntil, expiredFor)) return null
  const begun = certificateReminders
    .map((step) => ({ step, on: addDays(validUntil, daysAfterEnd[step]) }))
    .filter(({ on }) => on <= today)
    .at(-1)
  return begun !== undefined && begun.on > recordedOn ? begun.step : null
}

const daysAfterEnd: Record<CertificateReminder, number> = {
  '60-days': -60,
  '14-days': -14,
  expired: 1,
}
