import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

/** The frame of every page. */
export function Page(props: { title: string; children: Child }) {
  return (
    <>
      {html`<!doctype html>`}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{props.title}</title>
        </head>
        <body>
          <main>{props.children}</main>
        </body>
      </html>
    </>
  )
}
