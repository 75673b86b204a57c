import type { Child } from 'hono/jsx'
import { type Action, may } from '../../domain/permission.ts'
import { Page } from '../layout.tsx'
import { useSite } from '../site.ts'
import { type Outcome, Outcomes } from './outcome.tsx'

interface Section {
  href: string
  title: string
  seenBy: Action
  /** Pages that belong to it under another address. */
  also?: readonly string[]
}

const sections: readonly Section[] = [
  { href: '/console', title: 'Inbox', seenBy: 'see the desk' },
  { href: '/console/members', title: 'Members', seenBy: 'see people' },
  { href: '/console/orders', title: 'Orders', seenBy: 'see money' },
  { href: '/console/organisations', title: 'Organizations', seenBy: 'see people' },
  { href: '/console/webinars', title: 'Webinars', seenBy: 'see webinars' },
  { href: '/console/passes', title: 'Passes', seenBy: 'see people' },
  {
    href: '/console/money',
    title: 'Money',
    seenBy: 'see money',
    also: ['/console/checks', '/console/deposits', '/console/open', '/console/sales'],
  },
  { href: '/console/mail', title: 'Mail', seenBy: 'see people', also: ['/console/mailings'] },
  { href: '/console/administrators', title: 'Roles', seenBy: 'see the desk' },
  { href: '/console/health', title: 'Health', seenBy: 'see the desk' },
]

/** The frame of every page of the console: where one can go, and what was just done. */
export function Console(props: {
  title: string
  children: Child
  /** What was done on the page before. */
  outcomes?: readonly Outcome[]
  hasErrors?: boolean
}) {
  const { title, children, outcomes = [], hasErrors } = props
  const { path, person } = useSite()
  const role = person?.role ?? null
  return (
    <Page title={`${title} · Console`} isWide hasErrors={hasErrors ?? false}>
      <nav class="subnav" aria-label="Console">
        <ul>
          {sections
            .filter(({ seenBy }) => may(role, seenBy))
            .map(({ href, title: section, also = [] }) => (
              <li>
                <a
                  href={href}
                  aria-current={
                    [href, ...also].some((one) => isHere(path, one)) ? 'page' : undefined
                  }
                >
                  {section}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <Outcomes outcomes={outcomes} />
      {children}
    </Page>
  )
}

/** The process itself, for whoever wants to know everything about it. */
export function InTemporal({ url }: { url: string | null }) {
  return url === null ? null : (
    <a href={url} class="small" rel="noreferrer" target="_blank">
      Open in Temporal
    </a>
  )
}

function isHere(path: string, href: string): boolean {
  return href === '/console' ? path === href : path === href || path.startsWith(`${href}/`)
}
