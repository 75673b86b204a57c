import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('..', import.meta.url))

/** Everything that `npm start` keeps, and `npm run reset` wipes. */
export const dataFolder = process.env.DATA_FOLDER || join(projectFolder, '.data')

export const productName = nameInPackage()

/** What is fetched once for all checkouts of this product. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), productName)
}

/** A name for folders outside the checkout that belong to this checkout's state alone. */
export function checkoutName(): string {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 8)
  return `${productName}-${hash}`
}

function nameInPackage(): string {
  const text = readFileSync(join(projectFolder, 'package.json'), 'utf8')
  return (JSON.parse(text) as { name: string }).name
}

/** How the API and the worker run, as the Dockerfile has it. */
export const nodeOptions = '--max-semi-space-size=32'
