import type { Sql } from '../database/connect.ts'
import { formatInstant } from '../domain/calendar.ts'
import { formatDate } from '../domain/date.ts'
import { formatCents } from '../domain/money.ts'
import { nameOf } from '../readmodels/person.ts'
import { addressRefusals } from './refusals/address.ts'
import { carryOverRefusals } from './refusals/carry-over.ts'
import { checkRefusals } from './refusals/check.ts'
import { depositRefusals } from './refusals/deposit.ts'
import { inquiryRefusals } from './refusals/inquiry.ts'
import { membershipRefusals } from './refusals/membership.ts'
import { orderRefusals } from './refusals/order.ts'
import { passRefusals } from './refusals/pass.ts'
import type { Sentences } from './refusals/sentence.ts'
import { uploadRefusals } from './refusals/upload.ts'
import { webinarRefusals } from './refusals/webinar.ts'

type Details = Record<string, unknown> & { refused: string }

const sentences: Sentences = {
  malformed: () => 'This command has a field that is missing or wrong; nothing was done.',
  'left-out': () =>
    'Something went wrong on our side, so that this could not be done; nothing was changed.',
  ...membershipRefusals,
  ...inquiryRefusals,
  ...addressRefusals,
  ...carryOverRefusals,
  ...orderRefusals,
  ...passRefusals,
  ...checkRefusals,
  ...depositRefusals,
  ...uploadRefusals,
  ...webinarRefusals,
}

/** The sentence for a refusal, with who and when; names come from Postgres, never from a history. */
export async function refusalSentence(sql: Sql, details: Details, zone: string): Promise<string> {
  const sentence = sentences[details.refused]
  if (sentence === undefined) return `This is not possible now (${details.refused}).`
  const text = (name: string) => String(details[name] ?? '')
  const at = text('at')
  return sentence({
    by: await byWhom(sql, text('by')),
    at: at === '' ? '' : `, ${formatInstant(at, zone)}`,
    on: (name) => formatDate(text(name)),
    money: (name) => formatCents(Number(details[name] ?? 0)),
    text,
  })
}

async function byWhom(sql: Sql, actor: string): Promise<string> {
  const [role, id] = actor.split(':')
  if (role === 'administrator' && id) return ` by ${(await nameOf(sql, id)) ?? 'an administrator'}`
  if (role === 'buyer') return ' by the buyer'
  if (role === 'clock') return ' by the clock'
  if (role === 'operator') return ' by an operator'
  return ''
}
