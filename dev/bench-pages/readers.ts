import { randomUUID } from 'node:crypto'
import { connect } from '../../database/connect.ts'
import { hashOf, newSecret } from '../../secret.ts'
import { mailedToken, type Reader, readers } from './pages.ts'

/** The cookies of who reads: one has signed in, one administers, one has only asked for a mail. */
export async function signIn(databaseUrl: string): Promise<Record<Reader, string>> {
  const sql = connect(databaseUrl, { connections: 1 })
  const browser = newSecret()
  const [registrant, administrator] = [newSecret(), newSecret()]
  await sql`
    insert into sign_in_requests
      (id, form_hash, email, browser_hash, next, asked_at, expires_at, token_hash)
    values (${randomUUID()}, ${hashOf(newSecret())}, 'ida@library.example', ${hashOf(browser)},
      '/me', now(), now() + interval '1 day', ${hashOf(mailedToken)})
  `
  await enter(readers.registrant, registrant)
  await enter(readers.administrator, administrator)
  await sql.end({ timeout: 5 })
  return {
    visitor: `browser=${browser}`,
    registrant: `session=${registrant}`,
    administrator: `session=${administrator}`,
  }

  async function enter(person: string, token: string): Promise<void> {
    await sql`
      insert into sessions
        (id, token_hash, person_id, made_at, made_by, last_seen_at, proven_at, expires_at,
          user_agent)
      values (${randomUUID()}, ${hashOf(token)}, ${person}, now(), 'mail', now(), now(),
        now() + interval '1 day', 'bench')
    `
  }
}
