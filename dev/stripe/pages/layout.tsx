import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

/** Every page says first that nothing here is real. */
export function Layout({ title, children }: { title: string; children: Child }) {
  return (
    <>
      {html`<!doctype html>`}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title} · Stripe stand-in</title>
          <link rel="stylesheet" href="/style.css" />
        </head>
        <body>
          <p class="stand-in">
            <strong>This is a stand-in for Stripe.</strong> No money moves, and no real card may be
            entered.
          </p>
          <main>{children}</main>
        </body>
      </html>
    </>
  )
}

/** As a buyer reads an amount: `$99.00`. */
export function money(cents: number | null, currency: string | null): string {
  const format = { style: 'currency', currency: (currency ?? 'usd').toUpperCase() } as const
  return new Intl.NumberFormat('en-US', format).format((cents ?? 0) / 100)
}

/** An instant in words, `2026-11-23 08:26 UTC`, from Stripe's seconds. */
export function Instant({ at }: { at: number }) {
  const iso = new Date(at * 1_000).toISOString()
  return <time datetime={iso}>{`${iso.slice(0, 16).replace('T', ' ')} UTC`}</time>
}
