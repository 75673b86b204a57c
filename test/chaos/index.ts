import { burstScenarios } from './bursts.ts'
import { eventScenarios } from './card-events.ts'
import { cardFaultScenarios } from './card-faults.ts'
import { cardScenarios } from './cards.ts'
import { checkScenarios } from './checks.ts'
import { diskScenarios } from './disk.ts'
import { killScenarios } from './kills.ts'
import { mailScenarios } from './mail.ts'
import { mailingScenarios } from './mailing.ts'
import { overloadScenarios } from './overload.ts'
import { postgresScenarios } from './postgres.ts'
import { timeScenarios } from './restore.ts'
import type { Scenario } from './scenario.ts'
import { temporalScenarios } from './temporal.ts'
import { workerScenarios } from './workers.ts'

/** Everything that is broken on purpose. */
export const scenarios: Scenario[] = [
  ...cardScenarios,
  ...eventScenarios,
  ...cardFaultScenarios,
  ...checkScenarios,
  ...mailScenarios,
  ...temporalScenarios,
  ...postgresScenarios,
  ...workerScenarios,
  ...killScenarios,
  ...mailingScenarios,
  ...burstScenarios,
  ...overloadScenarios,
  ...timeScenarios,
  ...diskScenarios,
]
