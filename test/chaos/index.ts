import { eventScenarios } from './card-events.ts'
import { cardScenarios } from './cards.ts'
import { checkScenarios } from './checks.ts'
import { mailScenarios } from './mail.ts'
import { postgresScenarios } from './postgres.ts'
import type { Scenario } from './scenario.ts'
import { temporalScenarios } from './temporal.ts'

/** Everything that is broken on purpose. */
export const scenarios: Scenario[] = [
  ...cardScenarios,
  ...eventScenarios,
  ...checkScenarios,
  ...mailScenarios,
  ...temporalScenarios,
  ...postgresScenarios,
]
