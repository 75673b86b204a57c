import { type LinkTarget, linkCode, linkToken } from '../link.ts'

/** The links and codes that mails carry. */
export interface Links {
  /** The page of a resource, or a part of it, with the secret that opens it. */
  to(target: LinkTarget, part?: string): string
  code(target: LinkTarget): string
  /** A page that everybody may see. */
  page(path: string): string
}

const paths: Record<LinkTarget['noun'], string> = {
  application: 'applications',
  order: 'orders',
  seat: 'seats',
  registration: 'registrations',
  pass: 'passes',
  inquiry: 'inquiries',
  document: 'documents',
  'mail-choices': 'people',
  'address-change': 'address-changes',
  administrator: 'administrators',
  bootstrap: 'administrators',
}

export function createLinks({
  publicUrl,
  secretKey,
}: {
  publicUrl: string
  secretKey: string
}): Links {
  return {
    to: (target, part = '') =>
      `${publicUrl}/${paths[target.noun]}/${target.id}${part}?token=${linkToken(secretKey, target)}`,
    code: (target) => linkCode(secretKey, target),
    page: (path) => `${publicUrl}${path}`,
  }
}
