import type { Sql } from '../../database/connect.ts'
import { signIn } from '../../mail/sign-in.ts'
import { codeHashOf, hashOf, newCode, newSecret } from '../../secret.ts'
import type { Links } from '../links.ts'
import type { Writer } from '../outbox.ts'

interface Deps {
  sql: Sql
  links: Links
  secretKey: string
}

/** The letters to sign in with: the link and the code are made here, and only their hashes are kept. */
export function signInWriters({ sql, links, secretKey }: Deps): Record<string, Writer> {
  return {
    async 'sign-in'({ subject, at, name }) {
      const request = subject.slice(subject.indexOf('/') + 1)
      const token = newSecret()
      const code = newCode()
      const [asked] = await sql<{ minutes: number }[]>`
        update sign_in_requests
        set token_hash = ${hashOf(token)}, code_hash = ${codeHashOf(secretKey, { of: request, code })}
        where id = ${request} and used_at is null and expires_at > ${at}
        returning round(extract(epoch from expires_at - asked_at) / 60)::integer as minutes
      `
      if (asked === undefined) return null
      const link = links.page(`/sign-in/link?token=${token}`)
      const { minutes } = asked
      return { letter: signIn({ name, link, code, minutes }), secrets: [token, code] }
    },
  }
}
