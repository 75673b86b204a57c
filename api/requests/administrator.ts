import { z } from '@hono/zod-openapi'
import { roles } from '../../domain/permission.ts'
import { email, line, text } from './fields.ts'

const role = z.enum(roles, `Please give one of: ${roles.join(', ')}.`)

export const administratorRequest = z
  .strictObject({
    name: line('the administrator’s name'),
    email,
    role: role.default('administrator'),
  })
  .openapi('AdministratorRequest')

export const roleRequest = z.strictObject({ role }).openapi('RoleRequest')

export const trustedDomainRequest = z
  .strictObject({
    domain: z
      .string({ error: 'Please give a mail domain.' })
      .trim()
      .toLowerCase()
      .max(253, 'This domain is too long.')
      .regex(
        /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
        'Please give a mail domain such as library.org.',
      ),
  })
  .openapi('TrustedDomainRequest')

export const taskClosingRequest = z
  .strictObject({ note: text('a note').nullish() })
  .openapi('TaskClosingRequest')
