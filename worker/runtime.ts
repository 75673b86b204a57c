import { DefaultLogger, Runtime } from '@temporalio/worker'
import type { Logger } from 'pino'
import type { ListenAddress } from '../config.ts'

const levels = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const

/**
 * Lets what Temporal's SDK says go through our log, with the workflow, run, activity and attempt that it is about, and
 * shows what it has counted to Prometheus. To be called before anything connects.
 */
export function installRuntime(log: Logger, metrics: ListenAddress | null): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta = {} }) => {
      // With its token anybody could answer for an activity.
      const { taskToken: _, workflowRunId, ...rest } = meta
      log[levels[level]](workflowRunId ? { ...rest, runId: workflowRunId } : rest, message)
    }),
    // The process itself says when its workers drain, and then closes what they used.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      ...(metrics && {
        metrics: {
          prometheus: {
            bindAddress: `${metrics.host}:${metrics.port}`,
            useSecondsForDurations: true,
            unitSuffix: true,
            countersTotalSuffix: true,
          },
        },
      }),
    },
  })
}
