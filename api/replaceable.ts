import { recordOf } from '../delivery/subject.ts'
import { isLastAdministrator, may, type Role } from '../domain/permission.ts'
import { administrators } from '../readmodels/person.ts'
import type { ApiDeps } from './deps.ts'
import { notFound, wrongField } from './problem.ts'

/**
 * Somebody who may be given another role, or none: the subject of that change.
 * @throws ProblemError 404 where this is no administrator, 422 for the last who may change roles
 */
export async function requireReplaceable(
  { sql }: Pick<ApiDeps, 'sql'>,
  id: string,
  role: Role | null,
): Promise<string> {
  const everybody = await administrators(sql)
  if (!everybody.some((one) => one.id === id)) throw notFound('administrator')
  if (!may(role, 'change roles') && isLastAdministrator(everybody, id)) {
    throw wrongField('role', 'This is the last administrator. Please make somebody else one first.')
  }
  return recordOf('administrator', id)
}
