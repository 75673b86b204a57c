import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type ScriptName, useSite } from './site.ts'

export interface PageProps {
  title: string
  children: Child
  /** For tables: as wide as the window allows. */
  isWide?: boolean
  /** A form came back with something to correct, which the title says first. */
  hasErrors?: boolean
  /** What the page can do better with; without them it works as well. */
  scripts?: readonly ScriptName[]
}

/** The frame of every page. */
export function Page({
  title,
  children,
  isWide = false,
  hasErrors = false,
  scripts = [],
}: PageProps) {
  const { name, assets, nonce } = useSite()
  const fullTitle = [hasErrors && 'Error', title, name].filter(Boolean).join(' · ')
  return (
    <>
      {html`<!doctype html>`}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{fullTitle}</title>
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style} />
          {/* It writes the reader's own times: before the page is shown, so that nothing moves. */}
          <script src={assets.script('page')} nonce={nonce} defer blocking="render" />
          {scripts.map((script) => (
            <script src={assets.script(script)} nonce={nonce} defer />
          ))}
        </head>
        <body class={isWide ? 'wide' : undefined}>
          <a href="#content" class="skip">
            Skip to the content
          </a>
          <Header />
          <main id="content" tabindex={-1}>
            {children}
          </main>
          <Footer />
        </body>
      </html>
    </>
  )
}

function Header() {
  const { name, person } = useSite()
  return (
    <header>
      <a href="/" class="brand">
        {name}
      </a>
      <nav aria-label="Main">
        <ul>
          <Item href="/">Webinars</Item>
          {person && <Item href="/me">My webinars</Item>}
          {person?.role && <Item href="/console">Console</Item>}
          <Item href="/contact">Contact</Item>
          {person === null && <Item href="/join">Join</Item>}
          {person === null && <Item href="/sign-in">Sign in</Item>}
        </ul>
        {person && (
          <form method="post" action="/sign-out">
            <button type="submit" class="plain">
              Sign out <span class="visually-hidden">{person.name}</span>
            </button>
          </form>
        )}
      </nav>
    </header>
  )
}

function Item({ href, children }: { href: string; children: Child }) {
  const { path } = useSite()
  const within = href === '/' ? '/webinars' : href
  const isHere = [href, within].includes(path) || path.startsWith(`${within}/`)
  return (
    <li>
      <a href={href} aria-current={isHere ? 'page' : undefined}>
        {children}
      </a>
    </li>
  )
}

function Footer() {
  const { name, supportEmail, sender } = useSite()
  return (
    <footer>
      <p>
        {name} · <a href="/contact">Ask us anything</a>, or write to{' '}
        <a href={`mailto:${supportEmail}`}>{supportEmail}</a>.
      </p>
      <p>
        Our mail comes from {sender}. If you miss one, please look in your junk folder and add this
        address to your contacts.
      </p>
    </footer>
  )
}
