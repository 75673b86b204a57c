import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Context, Hono } from 'hono'
import type { ScriptName } from '../web/site.ts'

interface Asset {
  /** With the hash of what it holds, so that a browser may keep it for ever. */
  path: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
  gzip: Uint8Array<ArrayBuffer>
}

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const require = createRequire(import.meta.url)
const base = require.resolve('@picocss/pico/css/pico.classless.min.css')

const style = asset('style', 'css', `${readFileSync(base, 'utf8')}\n${own('style.css')}`)
const passkeyLibrary = join(
  dirname(require.resolve('@simplewebauthn/browser')),
  '../dist/bundle/index.umd.min.js',
)
const scripts: Record<ScriptName, Asset> = {
  page: asset('page', 'js', own('page.js')),
  passkey: asset('passkey', 'js', `${readFileSync(passkeyLibrary, 'utf8')}\n${own('passkey.js')}`),
}
const icon = asset('icon', 'svg', own('icon.svg'))

/** Where the looks and the small scripts of pages are. */
export const assets = {
  style: style.path,
  icon: icon.path,
  script: (name: ScriptName): string => scripts[name].path,
}

/** The looks, the small scripts and the icon, each kept by browsers until it changes. */
export function assetRoutes(): Hono {
  const app = new Hono()
  for (const one of [style, icon, ...Object.values(scripts)]) {
    app.get(one.path, (c) => answer(c, one))
  }
  return app
}

function answer(c: Context, { type, bytes, gzip }: Asset): Response {
  c.header('content-type', type)
  c.header('cache-control', 'public, max-age=31536000, immutable')
  c.header('vary', 'accept-encoding')
  const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  if (takesGzip) c.header('content-encoding', 'gzip')
  return c.body(takesGzip ? gzip : bytes)
}

function asset(name: string, ending: keyof typeof types, text: string): Asset {
  const bytes = new TextEncoder().encode(text)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return {
    path: `/assets/${name}-${hash}.${ending}`,
    type: types[ending],
    bytes,
    gzip: new Uint8Array(gzipSync(bytes, { level: 9 })),
  }
}

function own(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../web/assets/${name}`, import.meta.url)), 'utf8')
}
