import { application, somebody } from '../../../test/support/applicant.ts'
import type { Ground } from '../ground.ts'
import { journeySides } from '../journey.ts'
import type { Row } from '../row.ts'
import { send } from '../send.ts'

/** The code, and the welcome. */
const mailsToMember = 2

/** Somebody applies, types the code from the mail, is approved, and is welcomed. */
export const signUpRow: Row = {
  name: 'sign-up',
  unit: 'members',
  aim: { share: 0.9 },
  sides: (ground) => journeySides(ground, () => joined(ground), { full: 400, quick: 40 }),
}

/** The whole way of one member; the ids of the processes that it led to. */
export async function joined(ground: Ground): Promise<string[]> {
  const person = somebody()
  const { subject } = await send(ground, '/applications', application(person))
  const code = await ground.sink.code(person.email)
  await send(ground, '/confirmations', { email: person.email, code })
  const id = String(subject).slice('membership:'.length)
  await send(ground, `/applications/${id}/approvals`, {}, ground.ann)
  await ground.sink.until(person.email, mailsToMember)
  return [String(subject)]
}
