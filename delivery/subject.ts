/** The processes that there are: a subject's id is `<process>:<id>`, and so is its workflow's. */
export const processes = [
  'membership',
  'order',
  'check',
  'deposit',
  'pass',
  'webinar',
  'mailing',
  'inquiry',
  'address',
  'record',
] as const

export type ProcessName = (typeof processes)[number]

export const membershipOf = (personId: string) => `membership:${personId}`
export const orderOf = (number: string) => `order:${number}`
export const checkOf = (id: string) => `check:${id}`
export const passOf = (number: string) => `pass:${number}`
export const webinarOf = (slug: string) => `webinar:${slug}`
/** What everybody with a place in a webinar is mailed: `mailing:<webinar>/<kind>/<revision>`. */
export const mailingOf = (id: string) => `mailing:${id}`
export const inquiryOf = (number: string) => `inquiry:${number}`
/** The change of a person's e-mail address. */
export const addressOf = (personId: string) => `address:${personId}`
/** A short change that waits for nothing, such as a price list or a trusted domain: `record:<noun>/<id>`. */
export const recordOf = (noun: string, id: string) => `record:${noun}/${id}`

/** Which workflow runs a subject, and the id that it is started with. */
export function splitSubject(subject: string): { process: ProcessName; id: string } {
  const at = subject.indexOf(':')
  const process = processes.find((name) => name === subject.slice(0, at))
  if (process === undefined) throw new Error(`No process runs the subject ${subject}`)
  return { process, id: subject.slice(at + 1) }
}
