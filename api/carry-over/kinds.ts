import { invoices } from './invoices.ts'
import { type CheckedKind, checked } from './kind.ts'
import { members } from './members.ts'
import { passes } from './passes.ts'
import { registrations } from './registrations.ts'
import { webinars } from './webinars.ts'

/** Everything that is brought over in a spreadsheet, by its name. */
export const carryOverKinds = {
  members: checked(members),
  passes: checked(passes),
  webinars: checked(webinars),
  registrations: checked(registrations),
  invoices: checked(invoices),
} as const satisfies Record<string, CheckedKind>

export type CarryOverName = keyof typeof carryOverKinds
