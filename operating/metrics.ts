import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ListenAddress } from '../config.ts'

/** What is measured when somebody asks; null is what could not be found out. */
export type Measured = Record<keyof typeof gauges, number | null>

/** What the API counts. */
export interface Metrics {
  registry: Registry
  request(request: { method: string; route: string; status: number; seconds: number }): void
  submission(submission: { kind: string; outcome: string }): void
}

const gauges = {
  desk_postgres_up: '1 when Postgres answers',
  desk_temporal_up: '1 when Temporal answers',
  desk_submissions_waiting: 'What was sent and has had no effect yet',
  desk_submission_oldest_seconds: 'For how long the oldest of it waits',
  desk_messages_waiting: 'Mail whose time has come and that is not sent yet',
  desk_message_oldest_seconds: 'For how long the oldest of it waits',
  desk_documents_waiting: 'Documents that are yet to be rendered',
  desk_tasks_open: 'Tasks that wait for a person',
  desk_processes_running: 'Processes that run',
  desk_processes_needing_attention: 'Processes of which a step has failed for good',
  desk_workers_polling: 'Workers that ask for work, over all queues',
} as const

/** Counters of the API, and what `measure` finds out each time when somebody asks for them. */
export function createMetrics(measure: () => Promise<Measured>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'desk_http_request_seconds',
    help: 'How long an answer took, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 5, 20],
    registers: [registry],
  })
  const submissions = new Counter({
    name: 'desk_submissions_total',
    help: 'What was sent in, by kind, and what came of it while the sender waited',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  })
  registerGauges(registry, measure)
  return {
    registry,
    request: ({ method, route, status, seconds: took }) =>
      seconds.observe({ method, route, status }, took),
    submission: (labels) => submissions.inc(labels),
  }
}

/** Shows what was counted under `/metrics`, on an address of its own that nobody outside reaches. */
export function serveMetrics(registry: Registry, { host, port }: ListenAddress): Server {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error) => response.writeHead(500).end(String(error)),
    )
  })
  return server.listen(port, host)
}

/** All are measured by one question, which the first of them asks. */
function registerGauges(registry: Registry, measure: () => Promise<Measured>): void {
  let measuring: Promise<Measured> | null = null
  const measured = () => {
    measuring ??= measure().finally(() => {
      measuring = null
    })
    return measuring
  }
  for (const [name, help] of Object.entries(gauges) as [keyof typeof gauges, string][]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = (await measured())[name]
        if (value === null) this.reset()
        else this.set(value)
      },
    })
  }
}
