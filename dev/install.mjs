import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const oldestNode = [20, 19]

/** Installs the dependencies when they are missing or out of date, then runs a tool of this folder. */
export async function run(tool) {
  process.chdir(projectFolder)
  requireNode()
  if (!isInstalled()) install()
  await import('tsx')
  await import(new URL(tool, import.meta.url).href)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  console.error(
    `Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`,
  )
  process.exit(1)
}

/** Compares what npm says it installed with the lock file; time stamps change with every checkout. */
function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(packagesIn('package-lock.json') ?? {}).every(
    ([path, wanted]) =>
      path === '' || (installed[path] ?? (wanted.optional && wanted))?.version === wanted.version,
  )
}

function packagesIn(lockFile) {
  if (!existsSync(lockFile)) return undefined
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

function install() {
  const count = Object.keys(packagesIn('package-lock.json') ?? {}).length
  const began = Date.now()
  console.log(`Installing the ${count} packages of package-lock.json, as they are not here yet …`)
  const [command, ...args] = npm()
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync(command, [...args, ...options], { stdio: 'inherit' })
  if (status !== 0) {
    console.error(`The packages could not be installed${error ? `: ${error.message}` : ''}.`)
    console.error('See what npm says above; it needs a way to the npm registry.')
    process.exit(status ?? 1)
  }
  console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.\n`)
}

function npm() {
  const cli = process.env.npm_execpath
  return cli?.endsWith('.js') ? [process.execPath, cli] : ['npm']
}
