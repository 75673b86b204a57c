import { formatInstant } from '../domain/calendar.ts'
import { Page } from './layout.tsx'
import { Table } from './table.tsx'

export interface SessionShown {
  id: string
  userAgent: string
  madeAt: string
  lastSeenAt: string
}

/** Where somebody is signed in, with a way out of each. */
export function Sessions(props: { sessions: readonly SessionShown[]; here: string; zone: string }) {
  const { sessions, here, zone } = props
  const at = (instant: string) => <time datetime={instant}>{formatInstant(instant, zone)}</time>
  return (
    <Page title="Where you are signed in">
      <h1>Where you are signed in</h1>
      <p>If you do not know one of these, sign out everywhere: every browser is asked again.</p>
      <Table
        caption="Browsers, the one used last first"
        isCaptionHidden
        stacks
        columns={[
          {
            title: 'Browser',
            isHead: true,
            cell: ({ id, userAgent }) =>
              `${browserName(userAgent)}${id === here ? ' (this one)' : ''}`,
          },
          { title: 'Signed in', cell: ({ madeAt }) => at(madeAt) },
          { title: 'Last seen', cell: ({ lastSeenAt }) => at(lastSeenAt) },
          { title: 'Change', isOnScreen: true, cell: signOut },
        ]}
        rows={sessions}
        empty="You are signed in nowhere."
      />
      <form method="post" action="/me/sessions">
        <button type="submit" name="session" value="all">
          Sign out everywhere
        </button>
      </form>
    </Page>
  )
}

function signOut({ id, userAgent }: SessionShown) {
  return (
    <form method="post" action="/me/sessions">
      <button type="submit" name="session" value={id} class="secondary">
        Sign out <span class="visually-hidden">{browserName(userAgent)}</span>
      </button>
    </form>
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
