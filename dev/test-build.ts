import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import type { Lifetime } from './lifetime.ts'
import { projectFolder } from './project.ts'

/**
 * The test files as plain JavaScript, made once for the whole run: read one by one as TypeScript, half of the time of a
 * short file goes into reading the product.
 */
export async function buildTests(files: string[], life: Lifetime): Promise<string[]> {
  const data = join(projectFolder, '.data')
  mkdirSync(data, { recursive: true })
  // Within the project, so that its packages are found from there.
  const folder = mkdtempSync(join(data, 'tests-'))
  life.atEnd(() => rmSync(folder, { recursive: true, force: true }))
  await build({
    entryPoints: files,
    outbase: projectFolder,
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
    plugins: [whereItStood],
    logLevel: 'warning',
  })
  return files.map((file) => join(folder, relative(projectFolder, file).replace(/\.tsx?$/, '.mjs')))
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
