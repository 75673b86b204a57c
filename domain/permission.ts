/** What an administrator is there for; one person has one role. */
export const roles = ['administrator', 'finance', 'host', 'read-only'] as const

export type Role = (typeof roles)[number]

const everybody: readonly Role[] = roles
const money: readonly Role[] = ['administrator', 'finance']
const events: readonly Role[] = ['administrator', 'host']
const desk: readonly Role[] = ['administrator', 'finance', 'host']
const alone: readonly Role[] = ['administrator']

/** Who may do what: each action with the roles that may. */
export const permissions = {
  'see the desk': everybody,
  'see people': everybody,
  'see webinars': everybody,
  'see money': ['administrator', 'finance', 'read-only'],
  'close tasks': desk,
  'resend mail': desk,
  'answer inquiries': desk,
  'decide applications': alone,
  'trust domains': alone,
  'carry over': alone,
  'change roles': alone,
  'read histories': alone,
  'edit webinars': events,
  'send mailings': events,
  'cancel webinars': alone,
  'edit the catalogue': alone,
  'change seats': desk,
  'change orders': money,
  'change passes': money,
  'record payments': money,
  'send statements': money,
  'decide tax exemptions': money,
  refund: money,
  export: money,
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof permissions

/** What asks again who is there when the last proof is older than `proofHours`. */
export const askedAgain: readonly Action[] = ['refund', 'export', 'change roles', 'cancel webinars']

/** So long after a passkey or an authenticator was shown nothing asks for it again, in hours. */
export const proofHours = 12

export function may(role: Role | null, action: Action): boolean {
  const allowed: readonly Role[] = permissions[action]
  return role !== null && allowed.includes(role)
}

/** Whether a proof of the given instant, or none, is too old for an action; instants are ISO. */
export function needsProofAgain(action: Action, provenAt: string | null, now: string): boolean {
  if (!askedAgain.includes(action)) return false
  if (provenAt === null) return true
  return Date.parse(now) - Date.parse(provenAt) > proofHours * 3_600_000
}

/** Whether somebody is the only one left who may change roles, whom the product would be locked without. */
export function isLastAdministrator(
  administrators: readonly { id: string; role: Role }[],
  id: string,
): boolean {
  const able = administrators.filter(({ role }) => may(role, 'change roles'))
  return able.length === 1 && able[0]?.id === id
}
