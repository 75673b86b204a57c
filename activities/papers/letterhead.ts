import { readFileSync } from 'node:fs'
import type { OrganisationConfig } from '../../config.ts'
import type { Letterhead } from '../../documents/content.ts'

/** The organisation's own data on paper. @throws where its logo cannot be read */
export function letterheadOf(organisation: OrganisationConfig): Letterhead {
  const { name, address, supportEmail: email, taxId, logoFile } = organisation
  return {
    name,
    address,
    email,
    taxId,
    logo: logoFile === null ? null : readFileSync(logoFile),
  }
}
