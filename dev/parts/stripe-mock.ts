import type { Teller } from '../terminal.ts'
import { fromGo } from './from-go.ts'
import { fromRelease } from './from-release.ts'
import { findPart, type Part } from './part.ts'

/** Stripe's own stripe-mock, which knows the published description of Stripe's API. */
export function findStripeMock(teller: Teller): Promise<string> {
  return findPart(stripeMock, teller)
}

const version = '0.203.0'

const stripeMock: Part = {
  name: 'stripe-mock',
  purpose: "holds every request to Stripe against Stripe's published description of its API",
  variable: 'STRIPE_MOCK',
  command: 'stripe-mock',
  ways: [
    fromRelease({ repository: 'stripe/stripe-mock', version, program: 'stripe-mock' }),
    fromGo('github.com/stripe/stripe-mock', `v${version}`, 'stripe-mock'),
  ],
  advice:
    'Take it from https://github.com/stripe/stripe-mock/releases and name it in STRIPE_MOCK, ' +
    'or install Go.',
}
