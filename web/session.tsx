import { formatInstant } from '../domain/calendar.ts'
import { Page } from './layout.tsx'

export interface SessionShown {
  id: string
  userAgent: string
  madeAt: string
  lastSeenAt: string
}

/** Where somebody is signed in, with a way out of each. */
export function Sessions(props: { sessions: readonly SessionShown[]; here: string; zone: string }) {
  return (
    <Page title="Where you are signed in">
      <h1>Where you are signed in</h1>
      <p>If you do not know one of these, sign out everywhere: every browser is asked again.</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">Signed in</th>
            <th scope="col">Last seen</th>
            <th scope="col">
              <span class="visually-hidden">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.sessions.map((session) => (
            <tr>
              <th scope="row">
                {browserName(session.userAgent)}
                {session.id === props.here && ' (this one)'}
              </th>
              <td>
                <time datetime={session.madeAt}>{formatInstant(session.madeAt, props.zone)}</time>
              </td>
              <td>
                <time datetime={session.lastSeenAt}>
                  {formatInstant(session.lastSeenAt, props.zone)}
                </time>
              </td>
              <td>
                <form method="post" action="/me/sessions">
                  <button type="submit" name="session" value={session.id} class="secondary">
                    Sign out
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action="/me/sessions">
        <button type="submit" name="session" value="all">
          Sign out everywhere
        </button>
      </form>
    </Page>
  )
}

/** What a browser says of itself, in two words; its own text says too much. */
export function browserName(userAgent: string): string {
  const browser = browsers.find(([sign]) => userAgent.includes(sign))?.[1] ?? 'A browser'
  const system = systems.find(([sign]) => userAgent.includes(sign))?.[1]
  return system ? `${browser} on ${system}` : browser
}

const browsers: [string, string][] = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
]

const systems: [string, string][] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['CrOS', 'Chromebook'],
  ['Linux', 'Linux'],
]
