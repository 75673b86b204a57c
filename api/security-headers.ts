import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { ApiDeps } from './deps.ts'

/** What any answer says; what a handler says of its own answer stands: files are served in a sandbox. */
const always = {
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  referrerPolicy: 'same-origin',
  overwrite: false,
}

/** What browsers may do with an answer: a page runs our own scripts, and what programs are told runs nothing. */
export function securityHeaders(deps: ApiDeps): MiddlewareHandler {
  const page = secureHeaders({
    ...always,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      // A form may lead on to Checkout, which browsers ask about, too.
      formAction: ["'self'", checkoutOrigin(deps)],
      frameAncestors: ["'none'"],
      // Letters are previewed in a frame, each in a sandbox of its own.
      frameSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      scriptSrc: [nonce],
      styleSrc: ["'self'"],
    },
  })
  // As OWASP's REST Security Cheat Sheet has it; the others are about pages.
  const told = secureHeaders({
    ...always,
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
  return (c, next) => (c.req.path.startsWith('/api/v1/') ? told : page)(c, next)
}

/** For the scripts of one page, which find it where hono has its own; Node keeps random ids in stock, which is faster. */
function nonce(c: Context): string {
  const once = randomUUID()
  c.set('secureHeadersNonce', once)
  return `'nonce-${once}'`
}

/** A card is paid at Stripe, or where something else answers as Stripe does. */
function checkoutOrigin({ stripe }: ApiDeps): string {
  return stripe.apiUrl === null ? 'https://checkout.stripe.com' : new URL(stripe.apiUrl).origin
}
