import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as it came in. */
export interface Span {
  service: string
  name: string
  traceId: string
  spanId: string
  parentSpanId: string | undefined
}

interface Sent {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: Omit<Span, 'service'>[] }[]
  }[]
}

/** Takes traces as a collector does: OTLP over HTTP, in JSON. */
export async function startCollector() {
  const spans: Span[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as Sent
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')
      const name = service?.value.stringValue ?? ''
      spans.push(
        ...scopeSpans.flatMap((one) => one.spans.map((span) => ({ ...span, service: name }))),
      )
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, spans, stop: () => server.close() }
}
