import {
  type Context,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

/** Sends what is traced to a collector, by OTLP over HTTP. The result sends the rest and ends it. */
export async function startTracing(settings: {
  /** As `OTEL_EXPORTER_OTLP_ENDPOINT` says it; null traces nothing and loads nothing. */
  endpoint: string | null
  name: string
}): Promise<() => Promise<void>> {
  const { endpoint, name } = settings
  if (endpoint === null) return async () => {}
  const [
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `webinar-desk-${name}` }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` })),
    ],
  })
  provider.register()
  return () => provider.shutdown()
}

/** W3C’s traceparent of what is being done; null where nobody traces. */
export function currentTrace(): string | null {
  const carrier: { traceparent?: string } = {}
  propagation.inject(context.active(), carrier)
  return carrier.traceparent ?? null
}

/** Goes on with a trace that was begun elsewhere. */
export function within<T>(traceparent: string | null, work: () => T): T {
  return traceparent === null ? work() : context.with(parentOf(traceparent), work)
}

/** Traces a request from its arrival to its answer; a 5xx is an error. `route` is known only at the end. */
export function traced<T extends { route: string; status: number }>(
  method: string,
  work: () => Promise<T>,
): Promise<T> {
  const tracer = trace.getTracer('webinar-desk')
  return tracer.startActiveSpan(method, { kind: SpanKind.SERVER, root: true }, async (span) => {
    try {
      const done = await work()
      span.updateName(`${method} ${done.route}`)
      span.setAttributes({
        'http.request.method': method,
        'http.route': done.route,
        'http.response.status_code': done.status,
      })
      if (done.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      return done
    } finally {
      span.end()
    }
  })
}

function parentOf(traceparent: string): Context {
  return propagation.extract(context.active(), { traceparent })
}
