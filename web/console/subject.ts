const pages: Record<string, string> = {
  membership: 'members',
  order: 'orders',
  pass: 'passes',
  webinar: 'webinars',
  inquiry: 'inquiries',
  check: 'checks',
  deposit: 'deposits',
}

const nouns: Record<string, string> = {
  membership: 'Application',
  order: 'Order',
  pass: 'Pass',
  webinar: 'Webinar',
  inquiry: 'Question',
  check: 'Check',
  deposit: 'Deposit',
  mailing: 'Mailing',
}

/** The page of what a process is about; null where there is none. */
export function pageOf(subject: string): string | null {
  const { process, id } = parted(subject)
  const page = pages[process]
  return page === undefined ? null : `/console/${page}/${id}`
}

/** What a process is about, in a word and its number. */
export function nameOfSubject(subject: string): string {
  const { process, id } = parted(subject)
  const isNamed = ['order', 'pass', 'inquiry'].includes(process)
  const noun = nouns[process] ?? id.split('/')[0]?.replaceAll('-', ' ') ?? process
  return isNamed ? `${noun} ${id}` : noun
}

function parted(subject: string): { process: string; id: string } {
  const at = subject.indexOf(':')
  return { process: subject.slice(0, at), id: subject.slice(at + 1) }
}
