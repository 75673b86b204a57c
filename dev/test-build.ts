import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import type { Lifetime } from './lifetime.ts'
import { projectFolder } from './project.ts'

export interface BuiltTests {
  /** A program for each group of test files, in their order. */
  programs: string[]
  /** Where the product's own processes stand, such as `worker/index.mjs`. */
  folder: string
}

/** The processes of the product that the tests start, kill and start again. */
const processes = ['api/index', 'worker/index']

/**
 * The test files as plain JavaScript, a program for each group of them, made once for the whole run: more than half of
 * the processor time of a short file goes into reading the product and its libraries.
 */
export async function buildTests(groups: string[][], life: Lifetime): Promise<BuiltTests> {
  const data = join(projectFolder, '.data')
  mkdirSync(data, { recursive: true })
  // Within the project, so that its packages are found from there.
  const folder = mkdtempSync(join(data, 'tests-'))
  life.atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const names = groups.map((_, index) => `group-${index + 1}`)
  await build({
    entryPoints: [
      ...names.map((name) => ({ in: `group:${name}`, out: name })),
      ...processes.map((name) => ({ in: join(projectFolder, `${name}.ts`), out: name })),
    ],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    plugins: [grouped(groups), whereItStood],
    logLevel: 'warning',
  })
  return { programs: names.map((name) => join(folder, `${name}.mjs`)), folder }
}

const fileLimitMs = 5 * 60_000

/** A group is a program with a suite for each of its files, of which one runs after the other. */
function grouped(groups: string[][]): Plugin {
  return {
    name: 'grouped',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^group:/ }, ({ path }) => ({ path, namespace: 'group' }))
      onLoad({ filter: /^group:/, namespace: 'group' }, ({ path }) => {
        const files = groups[Number(path.split('-').at(-1)) - 1] ?? []
        const suites = files.map((file) => {
          const name = relative(projectFolder, file).split(sep).join('/')
          const options = JSON.stringify({ timeout: fileLimitMs })
          return `describe(${JSON.stringify(name)}, ${options}, () => { require(${JSON.stringify(file)}) })`
        })
        const contents = ["import { describe } from 'node:test'", ...suites].join('\n')
        return { contents, resolveDir: projectFolder }
      })
    },
  }
}

/** What looks for a file beside itself finds it where its source stands. */
const whereItStood: Plugin = {
  name: 'where-it-stood',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
    }))
  },
}
