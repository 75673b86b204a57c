import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Entry, Message } from './mailbox.ts'

export function ListPage({ to, entries, all }: { to: string; entries: Entry[]; all: number }) {
  return (
    <Layout title={to === '' ? 'Inbox' : `Mail to ${to}`}>
      <form method="get" action="/" class="search">
        <label for="to">Recipient</label>
        <input id="to" name="to" type="search" value={to} placeholder="part of an address" />
        <button type="submit">Find mail</button>
      </form>
      {entries.length === 0 ? (
        <p class="empty">{to === '' ? 'No mail has arrived yet.' : 'Nobody like that has mail.'}</p>
      ) : (
        <Mails entries={entries} />
      )}
      {all > entries.length && (
        <p class="empty">
          The newest {entries.length} of {all} are shown; look for a recipient to see the others.
        </p>
      )}
    </Layout>
  )
}

export function MessagePage({ message }: { message: Message }) {
  return (
    <Layout title={message.subject || 'No subject'}>
      <dl class="envelope">
        <dt>From</dt>
        <dd>{message.headers.from ?? message.from}</dd>
        <dt>To</dt>
        <dd>
          {message.to.map((address) => (
            <a href={`/?to=${encodeURIComponent(address)}`}>{address}</a>
          ))}
        </dd>
        <dt>Received</dt>
        <dd>
          <Instant at={message.receivedAt} />
        </dd>
      </dl>
      {message.html !== '' && (
        <iframe
          title="The mail as its reader sees it"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src={`/messages/${message.id}/html`}
        />
      )}
      <Attachments of={message} />
      <details open={message.html === ''}>
        <summary>Plain text</summary>
        <pre>{message.text}</pre>
      </details>
      <Headers of={message} />
    </Layout>
  )
}

export function MissingPage() {
  return (
    <Layout title="No such mail">
      <p class="empty">It may have been wiped by a reset.</p>
    </Layout>
  )
}

function Mails({ entries }: { entries: Entry[] }) {
  return (
    <ol class="mails">
      {entries.map((entry) => (
        <li>
          <a href={`/messages/${entry.id}`}>
            <strong>{entry.subject || 'No subject'}</strong>
            <span>{entry.to.join(', ')}</span>
            <Instant at={entry.receivedAt} />
          </a>
        </li>
      ))}
    </ol>
  )
}

function Attachments({ of: message }: { of: Message }) {
  if (message.attachments.length === 0) return null
  return (
    <p class="attachments">
      Attached:{' '}
      {message.attachments.map(({ name, bytes }) => `${name} (${bytes} bytes)`).join(', ')}
    </p>
  )
}

function Headers({ of: message }: { of: Message }) {
  return (
    <details>
      <summary>Headers</summary>
      <dl class="headers">
        {Object.entries(message.headers).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <p>
        <a href={`/messages/${message.id}/source`}>The whole source</a>
      </p>
    </details>
  )
}

function Instant({ at }: { at: string }) {
  return <time datetime={at}>{`${at.slice(0, 10)} ${at.slice(11, 19)} UTC`}</time>
}

function Layout({ title, children }: { title: string; children: Child }) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title} · local inbox</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <a href="/">Local inbox</a>
          <span>Everything this machine mails ends here; nothing leaves it.</span>
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )}`
}
