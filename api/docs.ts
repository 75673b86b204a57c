import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const files: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
}

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>`

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true })`

/** The description of the API as a page on which each request can be tried: `/api/docs`. */
export function docsRoutes(): Hono {
  const app = new Hono()
  app.get('/docs', (c) => {
    // The page's own components set styles on elements.
    c.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    )
    return c.html(page)
  })
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }))
  for (const [name, type] of Object.entries(files)) {
    app.get(`/docs/${name}`, async (c) =>
      c.body(await readFile(join(folder, name), 'utf8'), 200, { 'content-type': type }),
    )
  }
  return app
}

export function openApiDocument(v1: OpenAPIHono, publicUrl: string): object {
  v1.openAPIRegistry.registerComponent('securitySchemes', 'administrator', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of an administrator.',
  })
  return v1.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Webinar desk',
      version: '1',
      description:
        'Memberships, orders, passes and webinars. Every POST is one command; its answer says what became of it.',
    },
    security: [{}, { administrator: [] }],
    servers: [{ url: `${publicUrl}/api/v1` }],
  })
}
